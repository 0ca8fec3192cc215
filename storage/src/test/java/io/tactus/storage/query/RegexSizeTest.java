package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexSizeTest {

  private static final String[] PIECES = {
    "a",
    "(",
    ")",
    "(?:",
    "(?i)",
    "[",
    "]",
    "[^",
    "[]",
    "[:alpha:]",
    "\\",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "\\Q",
    "\\E",
    "\\pL",
    "\\p{Greek}",
    "\\x{41}",
    "{2}",
    "{3,5}",
    "{4,}",
    "{,3}",
    "{",
    "}",
    "*",
    "+",
    "?",
    "|",
    "^",
    "$",
    ".",
    "-",
    "{0}",
    "(?P<n>",
    "é"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){1000}",
        "(?:(?:a{0,1000}b){0,1000}c){0,50}",
        "(a{1000}){1000}(?i){1000}",
        "([(]a{1000}){1000}",
        "([[:alpha:](]a{1000}){1000}",
        "(\\Q)\\Ea{1000}){1000}",
        "(\\)a{1000}){1000}",
        "(x{1000,}){1000,}"
      })
  void shouldCallVastWhatIsNotToBeCompiled(String expression) {
    assertTrue(RegexSize.bound(expression) >= 900_000, () -> "" + RegexSize.bound(expression));
  }

  @Test
  void shouldCountWhatStandsForItselfOnce() {
    assertEquals(1, RegexSize.bound("[a{1000}(]"));
    assertTrue(RegexSize.bound("\\Qa{1000}\\E") <= 10);
    assertTrue(RegexSize.bound("a{,1000}") <= 10);
    assertTrue(RegexSize.bound("a\\{1000}") <= 10);
  }

  /** Whatever is an expression is no larger than was said, but for the frame it stands in. */
  @Test
  void shouldNeverSayTooLittle() {
    int compiled = 0;
    for (long seed = 1; seed <= 300_000; seed++) {
      Random random = new Random(seed);
      StringBuilder made = new StringBuilder();
      for (int i = 1 + random.nextInt(9); i > 0; i--) {
        made.append(PIECES[random.nextInt(PIECES.length)]);
      }
      String expression = made.toString();
      int size;
      try {
        size = Pattern.compile(expression).programSize();
      } catch (PatternSyntaxException e) {
        continue;
      }
      compiled++;
      long bound = RegexSize.bound(expression);
      assertTrue(
          size <= 8 + 3 * bound,
          "seed " + seed + ": " + expression + " has " + size + ", said were " + bound);
    }
    assertTrue(compiled > 10_000, compiled + " were expressions");
  }
}
