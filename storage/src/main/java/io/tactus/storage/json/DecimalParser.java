package io.tactus.storage.json;

import java.nio.charset.StandardCharsets;

/**
 * Decimal text to the nearest double, without allocation in all but a few cases.
 *
 * <p>Up to 15 digits and small exponents are exact in double arithmetic (Clinger, "How to Read
 * Floating Point Numbers Accurately", 1990); the rest goes through one 128-bit product (Lemire,
 * "Number Parsing at a Gigabyte per Second", 2021); what that leaves undecided goes to the JDK.
 */
final class DecimalParser {

  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final int MAX_DIGITS = 19;
  private static final int EXPONENT_LIMIT = 100_000;

  private DecimalParser() {}

  /** Parses {@code -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?}. */
  static double parse(String type, byte[] text, int offset, int length) {
    int end = offset + length;
    boolean negative = length > 0 && text[offset] == '-';
    int i = negative ? offset + 1 : offset;
    int integerStart = i;
    long mantissa = 0;
    int used = 0;
    int exponent = 0;
    boolean truncated = false;
    for (; i < end && isDigit(text[i]); i++) {
      if (used < MAX_DIGITS) {
        mantissa = mantissa * 10 + (text[i] - '0');
        used += mantissa == 0 ? 0 : 1;
      } else {
        truncated |= text[i] != '0';
        exponent++;
      }
    }
    boolean valid = i > integerStart && (i == integerStart + 1 || text[integerStart] != '0');
    if (i < end && text[i] == '.') {
      int fractionStart = ++i;
      for (; i < end && isDigit(text[i]); i++) {
        if (used < MAX_DIGITS) {
          mantissa = mantissa * 10 + (text[i] - '0');
          used += mantissa == 0 ? 0 : 1;
          exponent--;
        } else {
          truncated |= text[i] != '0';
        }
      }
      valid &= i > fractionStart;
    }
    if (i < end && (text[i] | 0x20) == 'e') {
      i++;
      boolean down = i < end && text[i] == '-';
      i += i < end && (down || text[i] == '+') ? 1 : 0;
      int exponentStart = i;
      int written = 0;
      for (; i < end && isDigit(text[i]); i++) {
        written = Math.min(written * 10 + (text[i] - '0'), EXPONENT_LIMIT);
      }
      valid &= i > exponentStart;
      exponent += down ? -written : written;
    }
    if (!valid || i != end) {
      throw InvalidValue.notA(type, text, offset, length);
    }
    if (mantissa == 0) {
      return negative ? -0.0 : 0.0;
    }
    double magnitude = magnitude(mantissa, exponent, truncated);
    if (Double.isNaN(magnitude)) {
      return Double.parseDouble(string(text, offset, length));
    }
    return negative ? -magnitude : magnitude;
  }

  /** Returns the nearest double, or NaN if that cannot be decided here. */
  private static double magnitude(long mantissa, int exponent, boolean truncated) {
    if (!truncated && mantissa >>> 53 == 0 && exponent >= -22 && exponent <= 22) {
      return exponent < 0 ? mantissa / EXACT_POWERS[-exponent] : mantissa * EXACT_POWERS[exponent];
    }
    double value = PowersOfTen.scale(mantissa, exponent);
    if (truncated && value != PowersOfTen.scale(mantissa + 1, exponent)) {
      return Double.NaN;
    }
    return value;
  }

  static String string(byte[] text, int offset, int length) {
    return new String(text, offset, length, StandardCharsets.ISO_8859_1);
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
