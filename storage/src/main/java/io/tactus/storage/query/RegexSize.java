package io.tactus.storage.query;

/**
 * Bounds how large a regular expression is once its repeats are written out, before anybody writes
 * them out: {@code ((a{1000}){1000}){1000}} is 26 characters, and a thousand million instructions.
 *
 * <p>Reads RE2's syntax as far as size depends on it: groups, repeats, classes, escapes. What is no
 * expression at all may get any bound; the compiler refuses it.
 */
final class RegexSize {

  /** Bounds stop growing here. */
  static final long VAST = 1L << 40;

  private final String text;
  private int at;

  private RegexSize(String text) {
    this.text = text;
  }

  /** Returns a size in instructions that the compiled expression does not exceed. */
  static long bound(String expression) {
    RegexSize size = new RegexSize(expression);
    long sum = 0;
    while (size.at < expression.length()) {
      sum = add(sum, size.alternatives());
      size.at++; // a bracket that closes nothing: no expression
    }
    return sum;
  }

  /** Up to the bracket that closes the group, or the end. */
  private long alternatives() {
    long before = 0;
    long atom = 0;
    while (at < text.length() && text.charAt(at) != ')') {
      char c = text.charAt(at);
      int repeat = c == '{' ? repeatEnd() : -1;
      if (repeat > 0) {
        atom = times(add(atom, 1), count(at + 1, repeat));
        at = repeat + 1;
      } else if (c == '*' || c == '+' || c == '?') {
        atom = add(atom, 1);
        at++;
      } else if (!skipFlags()) { // what flags are followed by repeats what is before them
        before = add(before, atom);
        atom = atom();
      }
    }
    return add(before, atom);
  }

  private long atom() {
    char c = text.charAt(at++);
    switch (c) {
      case '(' -> {
        long inside = alternatives();
        at++;
        return add(inside, 2);
      }
      case '[' -> skipClass();
      case '\\' -> {
        return escape();
      }
      default -> {}
    }
    return 1;
  }

  private long escape() {
    if (text.startsWith("Q", at)) {
      int end = text.indexOf("\\E", at);
      int from = at + 1;
      at = end < 0 ? text.length() : end + 2;
      return Math.max(1, (end < 0 ? text.length() : end) - from);
    }
    if (at < text.length() && "pPx".indexOf(text.charAt(at)) >= 0 && text.startsWith("{", at + 1)) {
      int end = text.indexOf('}', at);
      at = end < 0 ? text.length() : end + 1;
    } else {
      at++;
    }
    return 1;
  }

  private void skipClass() {
    if (text.startsWith("^", at)) {
      at++;
    }
    if (text.startsWith("]", at)) {
      at++; // the first stands for itself
    }
    while (at < text.length() && text.charAt(at) != ']') {
      int named = text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
      if (named > 0) {
        at = named + 2;
      } else {
        classMember();
        boolean range = text.startsWith("-", at) && !text.startsWith("]", at + 1);
        if (range && at + 1 < text.length()) {
          at++;
          classMember(); // even a bracket: here it is the end of a range
        }
      }
    }
    at++;
  }

  private void classMember() {
    if (text.charAt(at++) == '\\' && at < text.length()) {
      escape();
    }
  }

  /** Skips {@code (?i)} and the like; true if there was one. */
  private boolean skipFlags() {
    if (!text.startsWith("(?", at)) {
      return false;
    }
    int end = at + 2;
    while (end < text.length() && (text.charAt(end) == '-' || isLetter(text.charAt(end)))) {
      end++;
    }
    if (end == text.length() || text.charAt(end) != ')') {
      return false;
    }
    at = end + 1;
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Returns where the repeat that begins here ends; -1 if the brace stands for itself. */
  private int repeatEnd() {
    int end = at + 1;
    while (end < text.length() && (text.charAt(end) == ',' || isDigit(text.charAt(end)))) {
      end++;
    }
    boolean repeat =
        end < text.length()
            && text.charAt(end) == '}'
            && end > at + 1
            && isDigit(text.charAt(at + 1));
    return repeat ? end : -1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Copies that a repeat asks for: the larger of its numbers, and one for an open end. */
  private long count(int from, int end) {
    long most = 0;
    long number = 0;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      number = c == ',' ? 0 : Math.min(VAST, number * 10 + (c - '0'));
      most = Math.max(most, number);
    }
    return most + 1;
  }

  private static long add(long a, long b) {
    return Math.min(VAST, a + b);
  }

  private static long times(long a, long b) {
    return a > VAST / b ? VAST : a * b;
  }
}
