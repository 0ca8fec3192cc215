package io.tactus.perf.storage;

import java.util.StringJoiner;

/** What both contenders say, to the last byte. Stateless. */
final class Agreement {
  private static final int SHOWN = 100;

  private Agreement() {}

  /** Joins what H2 says to an array of JSON, as Tactus renders one. */
  static StringJoiner array() {
    return new StringJoiner(",", "[", "]");
  }

  /**
   * Compares two answers.
   *
   * @throws IllegalStateException if they are not the same; shows where
   */
  static void check(String tactus, String h2) {
    if (tactus.equals(h2)) {
      return;
    }
    int at = 0;
    while (at < Math.min(tactus.length(), h2.length()) && tactus.charAt(at) == h2.charAt(at)) {
      at++;
    }
    throw new IllegalStateException(
        "the contenders do not agree from "
            + at
            + " on: Tactus gives "
            + around(tactus, at)
            + ", H2 "
            + around(h2, at));
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - SHOWN), Math.min(text.length(), at + SHOWN));
  }
}
