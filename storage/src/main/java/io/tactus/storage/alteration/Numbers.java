package io.tactus.storage.alteration;

import io.tactus.storage.json.InvalidValue;
import io.tactus.storage.schema.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Conversions between 64-bit integers and floats, exact or to the nearest. Threading: stateless.
 */
final class Numbers {
  private static final double TWO_63 = 0x1p63;
  private static final double TWO_64 = 0x1p64;

  private Numbers() {}

  /** Returns an integer's digits. */
  static String text(TypeKind kind, long value) {
    return kind == TypeKind.U64 ? Long.toUnsignedString(value) : Long.toString(value);
  }

  /** Returns the nearest double, or single, to an integer: rounded once, ties to even. */
  static double nearest(TypeKind kind, long value, boolean single) {
    if (kind == TypeKind.U64 && value < 0) {
      BigInteger wide = new BigInteger(Long.toUnsignedString(value));
      return single ? wide.floatValue() : wide.doubleValue();
    }
    return single ? (float) value : (double) value;
  }

  /** Tells whether a float is just this integer. */
  static boolean isExact(TypeKind kind, long value, double converted) {
    return new BigDecimal(converted).compareTo(new BigDecimal(text(kind, value))) == 0;
  }

  /**
   * Returns a whole number as the bits of a kind carried by a long; whether it fits a narrower kind
   * is for others to check.
   *
   * @throws io.tactus.storage.Rejection {@code value_out_of_range} beyond 64 bits
   */
  static long toLong(double whole, TypeKind kind, String type) {
    if (kind == TypeKind.U64 && whole >= TWO_63 && whole < TWO_64) {
      return (long) (whole - TWO_63) + Long.MIN_VALUE;
    }
    boolean fits = whole >= -TWO_63 && whole < TWO_63;
    if (!fits || (kind == TypeKind.U64 && whole < 0)) {
      throw InvalidValue.outOfRange(type, Double.toString(whole));
    }
    return (long) whole;
  }
}
