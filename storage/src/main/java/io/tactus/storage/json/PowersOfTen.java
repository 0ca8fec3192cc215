package io.tactus.storage.json;

import java.math.BigInteger;

/**
 * The 128 leading bits of the powers of ten, rounded down, and the product with a mantissa that
 * gives the nearest double (Eisel and Lemire; the bounds are those of Go's {@code strconv}).
 */
final class PowersOfTen {

  private static final int MIN_EXPONENT = -348;
  private static final int MAX_EXPONENT = 347;
  private static final long[] HIGH = new long[MAX_EXPONENT - MIN_EXPONENT + 1];
  private static final long[] LOW = new long[HIGH.length];

  static {
    for (int exponent = MIN_EXPONENT; exponent <= MAX_EXPONENT; exponent++) {
      BigInteger power = BigInteger.TEN.pow(Math.abs(exponent));
      BigInteger leading =
          exponent >= 0
              ? power.shiftLeft(128).shiftRight(power.bitLength())
              : BigInteger.ONE.shiftLeft(127 + power.bitLength()).divide(power);
      leading = leading.shiftRight(leading.bitLength() - 128);
      HIGH[exponent - MIN_EXPONENT] = leading.shiftRight(64).longValue();
      LOW[exponent - MIN_EXPONENT] = leading.longValue();
    }
  }

  private PowersOfTen() {}

  /**
   * Returns the double nearest to {@code mantissa * 10^exponent}, or NaN if 128 bits do not decide
   * it, or it is subnormal or infinite.
   *
   * @param mantissa unsigned, not 0
   */
  static double scale(long mantissa, int exponent) {
    if (exponent < MIN_EXPONENT || exponent > MAX_EXPONENT) {
      return Double.NaN;
    }
    int shift = Long.numberOfLeadingZeros(mantissa);
    long scaled = mantissa << shift;
    // 217706 / 2^16 is log2(10), near enough for these exponents.
    long binaryExponent = ((217_706L * exponent) >> 16) + 64 + 1023 - shift;
    int row = exponent - MIN_EXPONENT;
    long high = Math.unsignedMultiplyHigh(scaled, HIGH[row]);
    long low = scaled * HIGH[row];
    if ((high & 0x1FF) == 0x1FF && Long.compareUnsigned(low + scaled, scaled) < 0) {
      long nextHigh = Math.unsignedMultiplyHigh(scaled, LOW[row]);
      long nextLow = scaled * LOW[row];
      long mergedLow = low + nextHigh;
      long mergedHigh = Long.compareUnsigned(mergedLow, low) < 0 ? high + 1 : high;
      if ((mergedHigh & 0x1FF) == 0x1FF
          && mergedLow == -1
          && Long.compareUnsigned(nextLow + scaled, scaled) < 0) {
        return Double.NaN;
      }
      high = mergedHigh;
      low = mergedLow;
    }
    long top = high >>> 63;
    long bits = high >>> (top + 9);
    binaryExponent -= 1 ^ top;
    if (low == 0 && (high & 0x1FF) == 0 && (bits & 3) == 1) {
      return Double.NaN;
    }
    bits = (bits + (bits & 1)) >>> 1;
    if (bits >>> 53 != 0) {
      bits >>>= 1;
      binaryExponent++;
    }
    if (binaryExponent < 1 || binaryExponent >= 0x7FF) {
      return Double.NaN;
    }
    return Double.longBitsToDouble((binaryExponent << 52) | (bits & 0x000F_FFFF_FFFF_FFFFL));
  }
}
