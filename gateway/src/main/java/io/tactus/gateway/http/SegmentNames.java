package io.tactus.gateway.http;

/**
 * Names that occur in paths again and again (of tables, procedures), so that taking one out of a
 * path makes no new string. A fixed table in which newcomers replace others.
 *
 * <p>Threading: one IO thread; shared by its requests.
 */
final class SegmentNames {

  private static final int SLOTS = 1 << 10;
  private static final int MAX_LENGTH = 64;

  private final String[] names = new String[SLOTS];

  /** Returns the part of a text between two indexes. */
  String of(String text, int from, int to) {
    int length = to - from;
    if (length > MAX_LENGTH) {
      return text.substring(from, to);
    }
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    int slot = (hash ^ hash >>> 10) & SLOTS - 1;
    String known = names[slot];
    if (known == null || known.length() != length || !text.startsWith(known, from)) {
      known = text.substring(from, to);
      names[slot] = known;
    }
    return known;
  }
}
