package io.tactus.tools.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a test plan strictly: what it does not know is an error with file and line.
 *
 * <p>Threading: one instance a file, one thread.
 */
public final class PlanParser {

  private static final List<String> PARAGRAPHS = List.of("Goal", "Risk", "Preconditions");
  private static final String TAKES = "Takes";
  private static final Pattern MINUTES = Pattern.compile("([1-9][0-9]?) minutes\\b.*");
  private static final Pattern MANNER =
      Pattern.compile("(unfinished|unread|meanwhile|(?:meanwhile )?times ([1-9][0-9]{0,5}))");
  private static final Pattern FILE = Pattern.compile("file ([A-Za-z0-9][A-Za-z0-9._-]*)");

  private final Path file;
  private final List<String> lines;
  private final Map<String, String> paragraphs = new LinkedHashMap<>();
  private final List<PlanStep> steps = new ArrayList<>();
  private int next;

  private PlanParser(Path file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * Reads a plan from a file.
   *
   * @throws PlanSyntaxException if it cannot be run as it is written
   */
  public static TestPlan read(Path file) throws IOException {
    return parse(file, Files.readString(file));
  }

  /**
   * Parses the text of a plan.
   *
   * @param file named in errors
   * @throws PlanSyntaxException if it cannot be run as it is written
   */
  public static TestPlan parse(Path file, String text) {
    return new PlanParser(file, text.lines().toList()).plan();
  }

  private TestPlan plan() {
    if (lines.isEmpty() || !lines.getFirst().startsWith("# ")) {
      throw wrong(1, "a plan begins with '# Title'");
    }
    String title = lines.getFirst().substring(2).strip();
    next = 1;
    introduction();
    while (next < lines.size()) {
      step();
    }
    for (String name : PARAGRAPHS) {
      if (paragraphs.getOrDefault(name, "").isBlank()) {
        throw wrong(1, "the plan does not say its '" + name + ":'");
      }
    }
    if (steps.isEmpty()) {
      throw wrong(1, "the plan has no steps, so it checks nothing");
    }
    return new TestPlan(
        file,
        title,
        paragraphs.get("Goal"),
        paragraphs.get("Risk"),
        paragraphs.get("Preconditions"),
        takes(),
        steps);
  }

  private Duration takes() {
    String text = paragraphs.get(TAKES);
    if (text == null) {
      return Duration.ZERO;
    }
    Matcher minutes = MINUTES.matcher(text);
    if (!minutes.matches()) {
      throw wrong(1, "'" + TAKES + ":' begins with 'N minutes', N from 1 to 99: " + text);
    }
    return Duration.ofMinutes(Long.parseLong(minutes.group(1)));
  }

  private void introduction() {
    String current = null;
    for (; next < lines.size() && !lines.get(next).startsWith("## "); next++) {
      String line = lines.get(next);
      if (line.startsWith("#") || line.startsWith("```")) {
        throw wrong(next + 1, "only paragraphs stand before the first '## ' step");
      }
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon);
      if (PARAGRAPHS.contains(name) || name.equals(TAKES)) {
        if (paragraphs.put(name, line.substring(colon + 1).strip()) != null) {
          throw wrong(next + 1, "'" + name + ":' stands twice");
        }
        current = name;
      } else if (line.isBlank()) {
        current = null;
      } else if (current == null) {
        throw wrong(next + 1, "a paragraph here begins with one of " + PARAGRAPHS + " or " + TAKES);
      } else {
        paragraphs.merge(current, line.strip(), (a, b) -> a + " " + b);
      }
    }
  }

  private void step() {
    int titleLine = next + 1;
    String title = lines.get(next).substring(3).strip();
    next++;
    Fence action = null;
    Fence expect = null;
    while (next < lines.size() && !lines.get(next).startsWith("## ")) {
      String line = lines.get(next);
      if (line.startsWith("#")) {
        throw wrong(next + 1, "only '# ' and '## ' headings: " + line);
      }
      if (!line.startsWith("```")) {
        next++;
        continue;
      }
      Fence fence = fence();
      if (action == null) {
        action = fence;
      } else if (expect == null && fence.info.equals("expect")) {
        expect = fence;
      } else {
        throw wrong(
            fence.line, "a step has one action and then one expect block; this is too many");
      }
    }
    if (action == null) {
      throw wrong(titleLine, "step '" + title + "' does nothing: it needs an action block");
    }
    steps.add(new StepBuilder(title, action, expect).build());
  }

  private Fence fence() {
    int start = next;
    String info = lines.get(next).substring(3).strip();
    List<String> content = new ArrayList<>();
    for (next++; next < lines.size(); next++) {
      if (lines.get(next).equals("```")) {
        next++;
        return new Fence(start + 1, info, content);
      }
      content.add(lines.get(next));
    }
    throw wrong(start + 1, "this block is never closed");
  }

  private PlanSyntaxException wrong(int line, String reason) {
    return new PlanSyntaxException(file, line, reason);
  }

  /** A fenced block as it stands in the file. */
  private record Fence(int line, String info, List<String> content) {
    String text() {
      return String.join("\n", content);
    }
  }

  /** Puts one step together and makes sure that it checks something. */
  private final class StepBuilder {

    private final String title;
    private final Fence action;
    private final Fence expect;
    private int times = 1;
    private boolean meanwhile;
    private RawRequest.Manner sent = RawRequest.Manner.PROPER;

    StepBuilder(String title, Fence action, Fence expect) {
      this.title = title;
      this.action = action;
      this.expect = expect;
    }

    PlanStep build() {
      String kind = action.info;
      int space = kind.indexOf(' ');
      if (space > 0 && !kind.startsWith("file ")) {
        manner(kind.substring(space + 1));
        kind = kind.substring(0, space);
      }
      PlanAction done = action(kind);
      ExpectBlock block = expectations();
      requireChecks(done, block);
      return new PlanStep(
          action.line,
          title,
          done,
          meanwhile,
          times,
          block.within(),
          block.expectations(),
          block.directives());
    }

    /** How it is done: once or several times, before the next step or beside it. */
    private void manner(String text) {
      Matcher matcher = MANNER.matcher(text);
      if (!matcher.matches()) {
        throw wrong(
            action.line,
            "only 'unfinished', 'unread', 'meanwhile' and 'times N' may follow the kind of a block: "
                + text);
      }
      meanwhile = text.startsWith("meanwhile") || text.equals("unread");
      sent =
          switch (text) {
            case "unfinished" -> RawRequest.Manner.UNFINISHED;
            case "unread" -> RawRequest.Manner.UNREAD;
            default -> RawRequest.Manner.PROPER;
          };
      times = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
    }

    private PlanAction action(String kind) {
      Matcher file = FILE.matcher(kind);
      if (file.matches()) {
        return new PlanAction.TextFile(file.group(1), action.text() + "\n");
      }
      try {
        return switch (kind) {
          case "http" -> new PlanAction.Http(PlanHttp.checked(action.text()), sent);
          case "tactus" -> new PlanAction.Command(PlanCommand.checked(action.text()));
          case "server" -> PlanServer.parse(action.text());
          case "damage" -> new PlanAction.Damage(FileDamage.parse(action.content));
          default ->
              throw new IllegalArgumentException(
                  "unknown block '"
                      + kind
                      + "'; there are http, tactus, server, file NAME, damage");
        };
      } catch (IllegalArgumentException e) {
        throw wrong(action.line, e.getMessage());
      }
    }

    private ExpectBlock expectations() {
      try {
        return ExpectBlock.parse(expect == null ? List.of() : expect.content);
      } catch (IllegalArgumentException e) {
        throw wrong(expect == null ? action.line : expect.line, e.getMessage());
      }
    }

    private void requireChecks(PlanAction done, ExpectBlock block) {
      Set<String> words = block.words();
      String missing =
          switch (done) {
            case PlanAction.Http http when !words.contains("status") -> "status";
            case PlanAction.Command command when !words.contains("exit") -> "exit";
            case PlanAction.Server server
                when !words.contains("exit") && !words.contains("ready") ->
                "ready or exit";
            default -> null;
          };
      if (missing != null) {
        throw wrong(
            action.line,
            "step '" + title + "' does not check enough: its expect block needs " + missing);
      }
      boolean checksItself =
          done instanceof PlanAction.Damage || done instanceof PlanAction.TextFile;
      if (checksItself && expect != null) {
        throw wrong(
            expect.line, "a " + done.kind() + " block checks itself and takes no expect block");
      }
      if (meanwhile && (checksItself || block.words().contains("capture"))) {
        throw wrong(action.line, "nothing is captured meanwhile, written or damaged");
      }
      if (sent != RawRequest.Manner.PROPER && !(done instanceof PlanAction.Http)) {
        throw wrong(action.line, "only an http step can be left unfinished or unread");
      }
      boolean repeatable = done instanceof PlanAction.Http || done instanceof PlanAction.Command;
      if (!repeatable && (times > 1 || !block.within().isZero())) {
        throw wrong(action.line, "only http and tactus steps can be repeated");
      }
    }
  }
}
