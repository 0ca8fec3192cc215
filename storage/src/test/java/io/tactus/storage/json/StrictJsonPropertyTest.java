package io.tactus.storage.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonPropertyTest {

  private static final int ROUNDS = 20_000;
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "a",
    "\"a\"",
    "\"\\u0061\"",
    "1",
    "-",
    "0",
    ".",
    "e",
    "true",
    "null",
    " ",
    "\n",
    "\\ud83d",
    "\\ude00",
    "é",
    "😀",
    "\u0001"
  };

  private final StrictJson json = new StrictJson(42);

  /** Valid documents, then the same with a byte changed, removed or doubled. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldAgreeWithTheReferenceOnDamagedDocuments(long seed) {
    Random random = new Random(seed);
    int valid = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] document = document(random).getBytes(StandardCharsets.UTF_8);
      check(seed, i, document);
      byte[] damaged = damage(random, document);
      valid += check(seed, i, damaged) ? 1 : 0;
    }
    assertTrue(valid > ROUNDS / 100 && valid < ROUNDS, "damage that matters: " + valid);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void shouldAgreeWithTheReferenceOnRubbish(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(10); n >= 0; n--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      check(seed, i, text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private boolean check(long seed, int round, byte[] document) {
    boolean expected = ReferenceJson.isValid(document);
    assertEquals(
        expected,
        json.isValidUnique(document, 0, document.length),
        () ->
            "seed "
                + seed
                + " round "
                + round
                + ": "
                + new String(document, StandardCharsets.UTF_8)
                + " "
                + json.errorReason());
    return expected;
  }

  private static String document(Random random) {
    StringBuilder text = new StringBuilder();
    value(random, text, 0);
    return text.toString();
  }

  private static void value(Random random, StringBuilder text, int depth) {
    space(random, text);
    switch (random.nextInt(depth > 4 ? 5 : 8)) {
      case 0 -> text.append("true");
      case 1 -> text.append("null");
      case 2 -> text.append(random.nextInt(2000) - 1000);
      case 3 -> text.append(random.nextGaussian() * 1e10);
      case 4 -> text.append('"').append(name(random)).append('"');
      case 5 -> {
        text.append('[');
        for (int i = random.nextInt(4); i > 0; i--) {
          value(random, text, depth + 1);
          text.append(i > 1 ? "," : "");
        }
        text.append(']');
      }
      default -> {
        text.append('{');
        for (int i = random.nextInt(5); i > 0; i--) {
          space(random, text);
          text.append('"').append(name(random)).append("\":");
          value(random, text, depth + 1);
          text.append(i > 1 ? "," : "");
        }
        text.append('}');
      }
    }
    space(random, text);
  }

  /** Few enough names that some meet twice in one object, in one spelling or two. */
  private static String name(Random random) {
    String[] names = {
      "a", "\\u0061", "b", "", "é", "\\u00e9", "😀", "\\ud83d\\ude00", "x\\ny", "c"
    };
    return names[random.nextInt(names.length)];
  }

  private static void space(Random random, StringBuilder text) {
    text.append(random.nextInt(8) == 0 ? " " : "");
  }

  private static byte[] damage(Random random, byte[] document) {
    int at = random.nextInt(document.length);
    return switch (random.nextInt(4)) {
      case 0 -> {
        byte[] changed = document.clone();
        changed[at] = (byte) random.nextInt(256);
        yield changed;
      }
      case 1 -> {
        byte[] changed = document.clone();
        changed[at] = (byte) "{}[],:\"\\0 ".charAt(random.nextInt(10));
        yield changed;
      }
      case 2 -> {
        byte[] shorter = new byte[document.length - 1];
        System.arraycopy(document, 0, shorter, 0, at);
        System.arraycopy(document, at + 1, shorter, at, shorter.length - at);
        yield shorter;
      }
      default -> Arrays.copyOf(document, at);
    };
  }
}
