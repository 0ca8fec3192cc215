package io.tactus.tools.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parsed content of an {@code expect} fence: one directive a line; a line that begins with
 * white space or a closing bracket continues the one above. Immutable.
 *
 * @param words the first words of the directives, which decide whether a step checks enough
 * @param directives as written
 */
record ExpectBlock(
    List<Expectation> expectations, Duration within, Set<String> words, List<String> directives) {

  private static final Pattern WITHIN = Pattern.compile("within ([0-9]{1,3})s");

  ExpectBlock {
    expectations = List.copyOf(expectations);
    words = Set.copyOf(words);
    directives = List.copyOf(directives);
  }

  /**
   * Parses the lines between the fences.
   *
   * @throws IllegalArgumentException for a directive that is not known or not complete
   */
  static ExpectBlock parse(List<String> lines) {
    List<Expectation> expectations = new ArrayList<>();
    Set<String> words = new LinkedHashSet<>();
    Duration within = Duration.ZERO;
    List<String> directives = directives(lines);
    for (String directive : directives) {
      String word = directive.split("\\s", 2)[0];
      Matcher matcher = WITHIN.matcher(directive);
      if (matcher.matches()) {
        within = Duration.ofSeconds(Long.parseLong(matcher.group(1)));
      } else {
        expectations.add(Directives.parse(directive));
        words.add(word);
      }
    }
    return new ExpectBlock(expectations, within, words, directives);
  }

  private static List<String> directives(List<String> lines) {
    List<String> directives = new ArrayList<>();
    for (String line : lines) {
      if (line.isBlank()) {
        continue;
      }
      char first = line.charAt(0);
      boolean continues = Character.isWhitespace(first) || first == '}' || first == ']';
      if (continues && directives.isEmpty()) {
        throw new IllegalArgumentException("nothing above to continue: " + line.strip());
      } else if (continues) {
        directives.set(directives.size() - 1, directives.getLast() + "\n" + line);
      } else {
        directives.add(line.stripTrailing());
      }
    }
    return directives;
  }
}
