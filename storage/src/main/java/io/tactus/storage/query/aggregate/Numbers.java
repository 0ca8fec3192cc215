package io.tactus.storage.query.aggregate;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.json.Durations;
import io.tactus.storage.json.NumberWriter;
import io.tactus.storage.schema.TypeKind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Results as JSON; once per group, so it may allocate. Threading: stateless. */
final class Numbers {

  /** A double has 53 bits; these and one that stands for all below decide its rounding. */
  private static final int KEPT_BITS = 62;

  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private Numbers() {}

  /** Writes a float with the digits its kind needs. */
  static void write(JsonWriter out, TypeKind kind, double value) {
    if (kind == TypeKind.F32) {
      new NumberWriter().writeF32(out, (float) value);
    } else {
      new NumberWriter().writeF64(out, value);
    }
  }

  /** Writes an integer of any size. */
  static void write(JsonWriter out, BigInteger value) {
    out.writeAscii(value.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Writes microseconds.
   *
   * @throws Rejection if 64 bits do not hold them
   */
  static void writeDuration(JsonWriter out, BigInteger micros, String field) {
    if (micros.compareTo(MIN_LONG) < 0 || micros.compareTo(MAX_LONG) > 0) {
      throw outOfRange("duration", field);
    }
    byte[] text = new byte[64];
    int length = Durations.write(text, 0, micros.longValueExact());
    out.writeByte(JsonWriter.QUOTE);
    out.writeAscii(text, length);
    out.writeByte(JsonWriter.QUOTE);
  }

  /**
   * Returns {@code value / divisor × 2^exponent} as the nearest double, ties to even.
   *
   * @throws Rejection if it is too large for any
   */
  static double nearest(BigInteger value, long divisor, int exponent, String field) {
    if (value.signum() == 0) {
      return 0;
    }
    BigInteger[] quotient =
        value.abs().shiftLeft(2 * Long.SIZE).divideAndRemainder(BigInteger.valueOf(divisor));
    int dropped = Math.max(0, quotient[0].bitLength() - KEPT_BITS);
    BigInteger kept = quotient[0].shiftRight(dropped);
    boolean exact = quotient[1].signum() == 0 && kept.shiftLeft(dropped).equals(quotient[0]);
    long bits = kept.longValueExact() << 1 | (exact ? 0 : 1);
    // The cast rounds to nearest, ties to even, and the last bit breaks what would be a false tie.
    double result = Math.scalb((double) bits, dropped - 1 + exponent - 2 * Long.SIZE);
    if (Double.isInfinite(result)) {
      throw outOfRange("f64", field);
    }
    return value.signum() < 0 ? -result : result;
  }

  private static Rejection outOfRange(String type, String field) {
    return new Rejection(RejectionCode.INVALID_VALUE, "the result does not fit the type " + type)
        .withName("value_out_of_range", "22003")
        .at("", field);
  }
}
