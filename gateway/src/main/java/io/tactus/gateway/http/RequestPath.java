package io.tactus.gateway.http;

import io.tactus.gateway.problem.ProblemType;

/**
 * The path of one request as raw segments: split at {@code /} before anything is decoded, because a
 * key may hold an encoded slash.
 *
 * <p>Refuses what has no business in a path: {@code .} and {@code ..} segments (also encoded),
 * {@code %00}, broken escapes, control characters. Threading: one IO thread; reused.
 */
final class RequestPath {

  /** More segments than any route has; a longer path is simply not found. */
  static final int MAX_SEGMENTS = 8;

  private final String[] segments = new String[MAX_SEGMENTS];
  private int count;

  /** Takes the raw request target apart; the query must not be part of it. */
  void parse(String target, boolean absolute) {
    clear();
    int start = absolute ? startOfPath(target) : 0;
    if (start >= target.length() || target.charAt(start) != '/') {
      throw ProblemType.BAD_REQUEST.refuse("The request target must be an absolute path.");
    }
    checkCharacters(target, start);
    int from = start + 1;
    for (int i = from; i <= target.length(); i++) {
      if (i == target.length() || target.charAt(i) == '/') {
        if (i > from || i < target.length()) {
          add(target.substring(from, i));
        } else if (count > 0) {
          add(""); // a trailing slash is a segment of its own: no route has one unless it says so
        }
        from = i + 1;
      }
    }
  }

  int count() {
    return count;
  }

  /** Returns a raw segment, not decoded. */
  String segment(int index) {
    return segments[index];
  }

  void clear() {
    for (int i = 0; i < Math.min(count, MAX_SEGMENTS); i++) {
      segments[i] = null;
    }
    count = 0;
  }

  private void add(String segment) {
    if (isDots(segment)) {
      throw ProblemType.BAD_REQUEST.refuse("The path holds a dot segment.");
    }
    if (count < MAX_SEGMENTS) {
      segments[count] = segment;
    }
    count++;
  }

  private static int startOfPath(String target) {
    int scheme = target.indexOf("://");
    int slash = scheme < 0 ? -1 : target.indexOf('/', scheme + 3);
    return slash < 0 ? target.length() : slash;
  }

  private static void checkCharacters(String target, int start) {
    for (int i = start; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '\\') {
        throw ProblemType.BAD_REQUEST.refuse("The path holds a character that must be encoded.");
      }
      if (c == '%' && PercentText.escape(target, i) <= 0) {
        throw ProblemType.BAD_REQUEST.refuse("The path holds %00 or a broken percent escape.");
      }
    }
  }

  /** Whether the segment means "here" or "up", with its dots plain or encoded. */
  private static boolean isDots(String segment) {
    int dots = 0;
    for (int i = 0; i < segment.length(); dots++) {
      if (segment.charAt(i) == '.') {
        i++;
      } else if (segment.charAt(i) == '%' && PercentText.escape(segment, i) == '.') {
        i += 3;
      } else {
        return false;
      }
    }
    return dots == 1 || dots == 2;
  }
}
