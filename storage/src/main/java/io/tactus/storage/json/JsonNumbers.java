package io.tactus.storage.json;

import io.tactus.storage.Rejection;

/**
 * Numbers from their text, exactly: an integer is an integer (no point, no exponent, no silent
 * wrap), a float is the nearest one to the decimal given, and what does not fit is refused. The
 * text is the number grammar of RFC 8259.
 *
 * <p>Nothing is allocated, except for floats whose nearest value takes more than 128 bits to decide
 * (subnormals, and about one in 2^60 others). Threading: any thread.
 */
public final class JsonNumbers {

  private JsonNumbers() {}

  /**
   * Reads a signed 64-bit integer.
   *
   * @throws Rejection INVALID_VALUE: {@code invalid_value} or {@code value_out_of_range}
   */
  public static long parseI64(byte[] text, int offset, int length) {
    boolean negative = length > 0 && text[offset] == '-';
    int from = negative ? offset + 1 : offset;
    long magnitude = magnitude("i64", text, offset, from, offset + length);
    if (magnitude < 0 && !(negative && magnitude == Long.MIN_VALUE)) {
      throw InvalidValue.outOfRange("i64", text, offset, length);
    }
    return negative ? -magnitude : magnitude;
  }

  /**
   * Reads an unsigned 64-bit integer into the bits of a long. {@code -0} is 0.
   *
   * @throws Rejection INVALID_VALUE: {@code invalid_value} or {@code value_out_of_range}
   */
  public static long parseU64(byte[] text, int offset, int length) {
    boolean negative = length > 0 && text[offset] == '-';
    int from = negative ? offset + 1 : offset;
    long magnitude = magnitude("u64", text, offset, from, offset + length);
    if (negative && magnitude != 0) {
      throw InvalidValue.outOfRange("u64", text, offset, length);
    }
    return magnitude;
  }

  private static long magnitude(String type, byte[] text, int offset, int from, int to) {
    int digits = to - from;
    if (digits < 1 || (digits > 1 && text[from] == '0')) {
      throw InvalidValue.notA(type, text, offset, to - offset);
    }
    for (int i = from; i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        throw InvalidValue.notA(type, text, offset, to - offset);
      }
    }
    if (digits > 20) {
      throw InvalidValue.outOfRange(type, text, offset, to - offset);
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      // 1844674407370955161 * 10 + 5 is 2^64 - 1.
      if (Long.compareUnsigned(value, 1_844_674_407_370_955_161L) > 0
          || (value == 1_844_674_407_370_955_161L && digit > 5)) {
        throw InvalidValue.outOfRange(type, text, offset, to - offset);
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /**
   * Reads the nearest double.
   *
   * @throws Rejection INVALID_VALUE: {@code invalid_value}; {@code value_out_of_range} if it would
   *     become infinite, or zero without being zero
   */
  public static double parseF64(byte[] text, int offset, int length) {
    double value = DecimalParser.parse("f64", text, offset, length);
    if (Double.isInfinite(value) || (value == 0 && hasNonZeroDigit(text, offset, length))) {
      throw InvalidValue.outOfRange("f64", text, offset, length);
    }
    return value;
  }

  /**
   * Reads the nearest single.
   *
   * @throws Rejection as {@link #parseF64}
   */
  public static float parseF32(byte[] text, int offset, int length) {
    double wide = DecimalParser.parse("f32", text, offset, length);
    float value = (float) wide;
    if (isHalfway(wide, value)) {
      // Rounding twice could go wrong exactly here: the text lies on one side of the midpoint.
      value = Float.parseFloat(DecimalParser.string(text, offset, length));
    }
    if (Float.isInfinite(value) || (value == 0 && hasNonZeroDigit(text, offset, length))) {
      throw InvalidValue.outOfRange("f32", text, offset, length);
    }
    return value;
  }

  /** Tells whether a double lies exactly between two singles, one of which is given. */
  private static boolean isHalfway(double wide, float nearest) {
    if (wide == nearest || Double.isInfinite(wide)) {
      return false;
    }
    if (Float.isInfinite(nearest)) {
      return Math.abs(wide) == 0x1.ffffffp127;
    }
    float other = wide > nearest ? Math.nextUp(nearest) : Math.nextDown(nearest);
    double far = Float.isInfinite(other) ? Math.copySign(0x1p128, wide) : other;
    return wide == (nearest + far) / 2;
  }

  private static boolean hasNonZeroDigit(byte[] text, int offset, int length) {
    for (int i = offset; i < offset + length && (text[i] | 0x20) != 'e'; i++) {
      if (text[i] >= '1' && text[i] <= '9') {
        return true;
      }
    }
    return false;
  }
}
