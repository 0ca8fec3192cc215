package io.tactus.gateway.http;

/**
 * Lengths of small replies as the header {@code Content-Length} has them: a reply of a length that
 * was sent before makes no new string.
 *
 * <p>Threading: one IO thread.
 */
final class LengthTexts {

  /** The lengths kept: below this. */
  private static final int COUNT = 1 << 10;

  private final String[] texts = new String[COUNT];

  /** Returns a length in decimal. */
  String of(int length) {
    if (length >= COUNT) {
      return Integer.toString(length);
    }
    String text = texts[length];
    if (text == null) {
      text = Integer.toString(length);
      texts[length] = text;
    }
    return text;
  }
}
