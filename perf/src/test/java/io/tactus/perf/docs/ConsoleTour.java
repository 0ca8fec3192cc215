package io.tactus.perf.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The commands of a page, as a person would type them: lines of {@code console} blocks that begin
 * with {@code $ }, perhaps continued by lines that begin with {@code > }, each followed by what it
 * prints. An ellipsis stands for anything.
 */
record ConsoleTour(List<Step> steps) {

  /**
   * One command.
   *
   * @param expected what it prints, line by line, joined by newlines; may hold ellipses
   */
  record Step(String command, String expected) {
    boolean isBackground() {
      return command.endsWith("&");
    }

    boolean accepts(String printed) {
      StringBuilder regex = new StringBuilder();
      for (String part : expected.split("…", -1)) {
        regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
      }
      return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(printed.strip()).matches();
    }
  }

  /** The same with a server, if the page takes one for granted. */
  ConsoleTour withServer() {
    if (steps.stream().anyMatch(step -> step.command().startsWith("./tactus serve"))) {
      return this;
    }
    List<Step> more = new ArrayList<>(steps);
    more.addFirst(new Step("./tactus serve &", "tactus ready http://127.0.0.1:7070"));
    return new ConsoleTour(List.copyOf(more));
  }

  /** Reads a Markdown page. */
  static ConsoleTour parse(String markdown) {
    List<Step> steps = new ArrayList<>();
    boolean inConsole = false;
    String command = null;
    List<String> printed = new ArrayList<>();
    for (String line : markdown.lines().toList()) {
      boolean endsStep = line.startsWith("```") || (inConsole && line.startsWith("$ "));
      if (endsStep && command != null) {
        steps.add(new Step(command, String.join("\n", printed).strip()));
        command = null;
        printed.clear();
      }
      if (line.startsWith("```")) {
        inConsole = line.equals("```console");
      } else if (inConsole && line.startsWith("$ ")) {
        command = line.substring(2);
      } else if (inConsole && command != null && printed.isEmpty() && line.startsWith("> ")) {
        command += "\n" + line.substring(2);
      } else if (inConsole) {
        printed.add(line);
      }
    }
    return new ConsoleTour(List.copyOf(steps));
  }
}
