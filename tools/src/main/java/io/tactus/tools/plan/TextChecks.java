package io.tactus.tools.plan;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The checks of plain text: {@code SOURCE empty|is|contains|lacks|matches …}. Stateless. */
final class TextChecks {

  private TextChecks() {}

  /**
   * Parses what follows the name of the source.
   *
   * @throws IllegalArgumentException if it is none of the known checks
   */
  static Expectation parse(String name, Function<Observation, String> source, String rest) {
    String[] parts = rest.split("\\s", 2);
    String argument = parts.length > 1 ? parts[1] : "";
    boolean wantsNothing = parts[0].equals("empty");
    if (wantsNothing && !argument.isBlank()) {
      throw new IllegalArgumentException("'" + name + " empty' takes nothing after it");
    }
    if (!wantsNothing && argument.isBlank()) {
      throw new IllegalArgumentException("'" + name + " " + rest + "' has nothing to look for");
    }
    Pattern pattern = parts[0].equals("matches") ? Directives.regex(argument) : null;
    Check check =
        switch (parts[0]) {
          case "empty" -> (text, wanted) -> text.isBlank();
          case "is" -> (text, wanted) -> text.strip().equals(wanted.strip());
          case "contains" -> String::contains;
          case "lacks" -> (text, wanted) -> !text.contains(wanted);
          case "matches" -> (text, wanted) -> pattern.matcher(text).find();
          default ->
              throw new IllegalArgumentException(
                  "expected '"
                      + name
                      + " empty|is TEXT|contains TEXT|lacks TEXT|matches REGEX': "
                      + rest);
        };
    boolean literal = pattern != null;
    return (seen, variables) -> {
      String wanted = literal ? argument : variables.fill(argument);
      return check.holds(source.apply(seen), wanted)
          ? Optional.empty()
          : Optional.of(name + ": expected '" + parts[0] + " " + wanted + "'");
    };
  }

  private interface Check {
    boolean holds(String text, String wanted);
  }
}
