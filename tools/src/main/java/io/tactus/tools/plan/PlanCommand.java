package io.tactus.tools.plan;

import io.tactus.tools.plan.ForkedTactus.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command lines of plans: {@code tactus …} on the first line, words split at spaces unless
 * quoted; after an empty line, standard input. Stateless.
 */
final class PlanCommand {

  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private PlanCommand() {}

  /**
   * The text itself if it can be run once its variables are filled in.
   *
   * @throws IllegalArgumentException if it is not a {@code tactus} command line
   */
  static String checked(String text) {
    parse(text);
    return text;
  }

  /** Starts the command as a process of its own. */
  static ForkedTactus start(
      TactusLauncher launcher, String text, Path folder, Map<String, String> environment)
      throws IOException {
    Parsed parsed = parse(text);
    return ForkedTactus.start(
        launcher, parsed.arguments, folder, "command", parsed.input, environment);
  }

  /**
   * Waits for the end of a command; one that takes too long is killed.
   *
   * @param longer how much more time it has than a minute
   */
  static Observation await(ForkedTactus process, Duration longer) throws IOException {
    Ended ended = process.awaitEnd(DEADLINE.plus(longer));
    return Observation.ofProcess(
        Optional.of(ended.exitCode()), false, process.stdout(), process.stderr());
  }

  private static Parsed parse(String text) {
    String[] parts = text.split("\n", 2);
    List<String> words = words(parts[0]);
    if (words.isEmpty() || !words.getFirst().equals("tactus")) {
      throw new IllegalArgumentException("a tactus block begins with 'tactus COMMAND'");
    }
    String rest = parts.length > 1 ? parts[1] : "";
    if (!rest.isEmpty() && !rest.startsWith("\n")) {
      throw new IllegalArgumentException("an empty line stands before standard input");
    }
    return new Parsed(
        words.subList(1, words.size()), rest.isEmpty() ? "" : rest.substring(1) + "\n");
  }

  /**
   * Splits a line as a shell would: single and double quotes group, nothing is special inside.
   *
   * @throws IllegalArgumentException if a quote is not closed
   */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
      } else if (c == ' ') {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
        }
        inWord = false;
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("a quote is not closed: " + line);
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  private record Parsed(List<String> arguments, String input) {}
}
