package io.tactus.gateway.http;

import io.tactus.gateway.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Strict percent-decoding of URL parts: an incomplete escape, {@code %00} and bytes that are not
 * UTF-8 are refused instead of guessed at.
 *
 * <p>Threading: stateless.
 */
public final class PercentText {

  private PercentText() {}

  /** Decodes a path segment: {@code +} is itself. */
  public static String decodePath(String raw) {
    return decode(raw, false);
  }

  /** Decodes a query name or value: {@code +} is a space. */
  public static String decodeQuery(String raw) {
    return decode(raw, true);
  }

  private static String decode(String raw, boolean plusIsSpace) {
    if (raw.indexOf('%') < 0 && (!plusIsSpace || raw.indexOf('+') < 0)) {
      return raw;
    }
    byte[] bytes = new byte[raw.length()];
    int count = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int value = escape(raw, i);
        if (value <= 0) {
          throw ProblemType.BAD_REQUEST.refuse(
              value == 0 ? "The URL holds %00." : "The URL holds a broken percent escape.");
        }
        bytes[count++] = (byte) value;
        i += 2;
      } else if (c > 0x7f) {
        throw ProblemType.BAD_REQUEST.refuse("The URL holds an unescaped character.");
      } else {
        bytes[count++] = (byte) (c == '+' && plusIsSpace ? ' ' : c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, count))
          .toString();
    } catch (CharacterCodingException e) {
      throw ProblemType.BAD_REQUEST.refuse("The URL is not UTF-8 once decoded.");
    }
  }

  /** Returns the byte of the escape at the index, or -1 if it is broken. */
  static int escape(String raw, int index) {
    if (index + 2 >= raw.length()) {
      return -1;
    }
    int high = Character.digit(raw.charAt(index + 1), 16);
    int low = Character.digit(raw.charAt(index + 2), 16);
    boolean ascii = raw.charAt(index + 1) < 0x80 && raw.charAt(index + 2) < 0x80;
    return high < 0 || low < 0 || !ascii ? -1 : high << 4 | low;
  }
}
