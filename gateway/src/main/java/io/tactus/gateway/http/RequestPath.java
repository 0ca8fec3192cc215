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

  private final SegmentNames names;
  private final int[] starts = new int[MAX_SEGMENTS];
  private final int[] ends = new int[MAX_SEGMENTS];
  private final TextRange range = new TextRange();
  private String target = "";
  private int count;

  RequestPath(SegmentNames names) {
    this.names = names;
  }

  /** Takes the raw request target apart; the query must not be part of it. */
  void parse(String newTarget, boolean absolute) {
    clear();
    target = newTarget;
    int start = absolute ? startOfPath(target) : 0;
    if (start >= target.length() || target.charAt(start) != '/') {
      throw ProblemType.BAD_REQUEST.refuse("The request target must be an absolute path.");
    }
    checkCharacters(target, start);
    int from = start + 1;
    for (int i = from; i <= target.length(); i++) {
      if (i == target.length() || target.charAt(i) == '/') {
        if (i > from || i < target.length()) {
          add(from, i);
        } else if (count > 0) {
          add(i, i); // a trailing slash is a segment of its own: no route has one unless it says so
        }
        from = i + 1;
      }
    }
  }

  int count() {
    return count;
  }

  /** Returns a raw segment, not decoded: one of names that occur again. */
  String segment(int index) {
    return names.of(target, starts[index], ends[index]);
  }

  /** Returns a raw segment, valid until the next call. */
  CharSequence range(int index) {
    return range.wrap(target, starts[index], ends[index]);
  }

  /** Tells whether a raw segment is this one. */
  boolean isSegment(int index, String literal) {
    return ends[index] - starts[index] == literal.length()
        && target.startsWith(literal, starts[index]);
  }

  boolean isEmpty(int index) {
    return starts[index] == ends[index];
  }

  void clear() {
    target = "";
    range.wrap("", 0, 0);
    count = 0;
  }

  private void add(int from, int to) {
    if (isDots(from, to)) {
      throw ProblemType.BAD_REQUEST.refuse("The path holds a dot segment.");
    }
    if (count < MAX_SEGMENTS) {
      starts[count] = from;
      ends[count] = to;
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
  private boolean isDots(int from, int to) {
    int dots = 0;
    for (int i = from; i < to; dots++) {
      if (target.charAt(i) == '.') {
        i++;
      } else if (target.charAt(i) == '%' && PercentText.escape(target, i) == '.') {
        i += 3;
      } else {
        return false;
      }
    }
    return dots == 1 || dots == 2;
  }
}
