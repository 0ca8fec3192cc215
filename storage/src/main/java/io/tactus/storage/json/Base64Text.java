package io.tactus.storage.json;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.Rejection;
import java.util.Arrays;

/**
 * Bytes as text: base64 of RFC 4648, section 4, padded, without line breaks.
 *
 * <p>Strict, so that bytes have one text: the padding must be there, the bits it leaves over must
 * be zero, nothing else may stand in between. Threading: stateless.
 */
public final class Base64Text {

  private static final byte[] ALPHABET = new byte[64];
  private static final byte[] VALUES = new byte[128];

  static {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < ALPHABET.length; i++) {
      ALPHABET[i] = (byte) alphabet.charAt(i);
      VALUES[alphabet.charAt(i)] = (byte) i;
    }
  }

  private Base64Text() {}

  /** Returns the most bytes that text of this length stands for. */
  public static int maxBytes(int textLength) {
    return textLength / 4 * 3;
  }

  /** Returns the bytes that valid text stands for. */
  public static int bytes(String text) {
    int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
    return maxBytes(text.length()) - padding;
  }

  /**
   * Decodes text.
   *
   * @param target has room for {@link #maxBytes}; may be the text itself, from the same offset on
   * @return the bytes written
   * @throws Rejection INVALID_VALUE
   */
  public static int decode(byte[] text, int offset, int length, byte[] target, int targetOffset) {
    if (length % 4 != 0) {
      throw InvalidValue.notA("base64", text, offset, length);
    }
    int to = targetOffset;
    int end = offset + length;
    for (int i = offset; i < end; i += 4) {
      int padding = i + 4 < end || text[i + 3] != '=' ? 0 : text[i + 2] != '=' ? 1 : 2;
      int first = value(text[i]);
      int second = value(text[i + 1]);
      int third = padding < 2 ? value(text[i + 2]) : 0;
      int fourth = padding < 1 ? value(text[i + 3]) : 0;
      int bits = first << 18 | second << 12 | third << 6 | fourth;
      boolean leftOver = (bits & (padding == 2 ? 0xFFFF : padding == 1 ? 0xFF : 0)) != 0;
      if ((first | second | third | fourth) < 0 || leftOver) {
        throw InvalidValue.notA("base64", text, offset, length);
      }
      target[to++] = (byte) (bits >>> 16);
      if (padding < 2) {
        target[to++] = (byte) (bits >>> 8);
      }
      if (padding < 1) {
        target[to++] = (byte) bits;
      }
    }
    return to - targetOffset;
  }

  private static int value(byte character) {
    return character < 0 ? -1 : VALUES[character];
  }

  /** Writes bytes as a JSON string. */
  public static void write(JsonWriter writer, byte[] bytes, int offset, int length) {
    writer.writeByte(JsonWriter.QUOTE);
    int end = offset + length;
    for (int i = offset; i < end; i += 3) {
      int left = end - i;
      int bits =
          (bytes[i] & 0xFF) << 16
              | (left > 1 ? (bytes[i + 1] & 0xFF) << 8 : 0)
              | (left > 2 ? bytes[i + 2] & 0xFF : 0);
      writer.writeByte(ALPHABET[bits >>> 18]);
      writer.writeByte(ALPHABET[bits >>> 12 & 63]);
      writer.writeByte(left > 1 ? ALPHABET[bits >>> 6 & 63] : (byte) '=');
      writer.writeByte(left > 2 ? ALPHABET[bits & 63] : (byte) '=');
    }
    writer.writeByte(JsonWriter.QUOTE);
  }
}
