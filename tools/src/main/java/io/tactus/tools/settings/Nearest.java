package io.tactus.tools.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what somebody meant who wrote a name that does not exist. Stateless. */
final class Nearest {

  private Nearest() {}

  /** The name that takes the fewest changes, if they are few. */
  static Optional<String> to(String written, Collection<String> names) {
    int few = Math.max(2, written.length() / 3);
    return names.stream()
        .filter(name -> distance(written, name) <= few)
        .min(Comparator.comparingInt(name -> distance(written, name)));
  }

  /** Letters to insert, delete or replace (Levenshtein), row by row. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
