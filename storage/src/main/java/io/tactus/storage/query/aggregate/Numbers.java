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

  /** Bits of a double, the first one included. */
  private static final int PRECISION = 53;

  /** The exponent of the least double. */
  private static final int LEAST_EXPONENT = -1074;

  /** A quotient is made so many bits longer: more than any divisor takes, so some are dropped. */
  private static final int SHIFT = 2 * Long.SIZE;

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
   * Returns {@code value / divisor × 2^exponent} as the nearest double, ties to even: rounded once,
   * also if it is subnormal.
   *
   * @throws Rejection if it is too large for any
   */
  static double nearest(BigInteger value, long divisor, int exponent, String field) {
    if (value.signum() == 0) {
      return 0;
    }
    BigInteger[] quotient =
        value.abs().shiftLeft(SHIFT).divideAndRemainder(BigInteger.valueOf(divisor));
    BigInteger bits = quotient[0];
    // The unit of a double so small is that of all subnormal ones: it has fewer bits.
    int dropped = Math.max(bits.bitLength() - PRECISION, LEAST_EXPONENT - (exponent - SHIFT));
    BigInteger kept = bits.shiftRight(dropped);
    boolean aboveHalf = quotient[1].signum() != 0 || bits.getLowestSetBit() < dropped - 1;
    if (bits.testBit(dropped - 1) && (aboveHalf || kept.testBit(0))) {
      kept = kept.add(BigInteger.ONE);
    }
    double result = Math.scalb(kept.doubleValue(), dropped + exponent - SHIFT);
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
