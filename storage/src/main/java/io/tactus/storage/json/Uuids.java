package io.tactus.storage.json;

import io.tactus.storage.Rejection;

/**
 * UUIDs as text of 8-4-4-4-12 hexadecimal digits: read in either case, written in lower case.
 * Threading: any thread; no allocation.
 */
public final class Uuids {

  /** Bytes of the text form. */
  public static final int TEXT_BYTES = 36;

  private static final int HIGH_BYTES = 18;

  private Uuids() {}

  /**
   * Reads the high half, and checks the form of both.
   *
   * @throws Rejection INVALID_VALUE: {@code invalid_value}
   */
  public static long parseHigh(byte[] text, int offset, int length) {
    boolean valid = length == TEXT_BYTES;
    for (int i = 0; valid && i < TEXT_BYTES; i++) {
      byte b = text[offset + i];
      valid = isDash(i) ? b == '-' : JsonText.hexDigit(b) >= 0;
    }
    if (!valid) {
      throw InvalidValue.notA("uuid", text, offset, length);
    }
    return half(text, offset, 0, HIGH_BYTES);
  }

  /** Reads the low half of a text that {@link #parseHigh} has accepted. */
  public static long parseLow(byte[] text, int offset) {
    return half(text, offset, HIGH_BYTES, TEXT_BYTES);
  }

  /**
   * Writes the text form.
   *
   * @param target has room for {@link #TEXT_BYTES}
   * @return the bytes written
   */
  public static int write(byte[] target, int offset, long high, long low) {
    int nibble = 0;
    for (int i = 0; i < TEXT_BYTES; i++) {
      if (isDash(i)) {
        target[offset + i] = '-';
      } else {
        long half = nibble < 16 ? high : low;
        target[offset + i] = JsonText.hex((int) (half >>> (60 - 4 * (nibble & 15))) & 15);
        nibble++;
      }
    }
    return TEXT_BYTES;
  }

  private static long half(byte[] text, int offset, int from, int to) {
    long bits = 0;
    for (int i = from; i < to; i++) {
      if (!isDash(i)) {
        bits = (bits << 4) | JsonText.hexDigit(text[offset + i]);
      }
    }
    return bits;
  }

  private static boolean isDash(int index) {
    return index == 8 || index == 13 || index == 18 || index == 23;
  }
}
