package io.tactus.storage.query.aggregate;

import java.math.BigInteger;

/**
 * A sum of doubles without any rounding: a fixed-point number in two's complement whose unit is the
 * smallest double, 2^-1074. The idea of a superaccumulator (Kulisch; R. Neal, "Fast exact summation
 * using small and large superaccumulators", 2015), in its plainest form.
 *
 * <pre>
 *   word 0     bits 2^-1074 … 2^-1011
 *   …
 *   word 33    bits 2^1038 … 2^1101, the last one the sign
 * </pre>
 *
 * <p>The largest double is below 2^1024, so there is room for 2^77 of them. Addition of integers is
 * associative: the order of the values does not matter. Threading: stateless.
 */
final class ExactSum {

  /** Words of a sum. */
  static final int WORDS = 34;

  /** The exponent of the unit. */
  static final int UNIT_EXPONENT = -1074;

  private static final int MANTISSA_BITS = 52;
  private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;

  private ExactSum() {}

  /** Adds a finite double. */
  static void add(long[] state, int at, double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> MANTISSA_BITS) & 0x7FF;
    // Below the normal numbers the exponent stays the least one and the leading bit is missing.
    long mantissa = (bits & MANTISSA) | (exponent == 0 ? 0 : 1L << MANTISSA_BITS);
    int position = Math.max(exponent - 1, 0);
    int word = at + (position >>> 6);
    int shift = position & 63;
    long low = mantissa << shift;
    long high = shift == 0 ? 0 : mantissa >>> (64 - shift);
    if (bits >= 0) {
      addAt(state, word, low, high, at + WORDS);
    } else {
      subtractAt(state, word, low, high, at + WORDS);
    }
  }

  private static void addAt(long[] state, int word, long low, long high, int end) {
    long sum = state[word] + low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    state[word] = sum;
    // The high part has at most 53 bits, so adding the carry to it does not overflow.
    long next = high + carry;
    for (int i = word + 1; next != 0 && i < end; i++) {
      sum = state[i] + next;
      next = Long.compareUnsigned(sum, next) < 0 ? 1 : 0;
      state[i] = sum;
    }
  }

  private static void subtractAt(long[] state, int word, long low, long high, int end) {
    long before = state[word];
    state[word] = before - low;
    long next = high + (Long.compareUnsigned(before, low) < 0 ? 1 : 0);
    for (int i = word + 1; next != 0 && i < end; i++) {
      before = state[i];
      state[i] = before - next;
      next = Long.compareUnsigned(before, next) < 0 ? 1 : 0;
    }
  }

  /** Returns the sum in units of 2^-1074. */
  static BigInteger units(long[] state, int at) {
    byte[] bytes = new byte[WORDS * Long.BYTES];
    for (int i = 0; i < WORDS; i++) {
      long word = state[at + WORDS - 1 - i];
      for (int b = 0; b < Long.BYTES; b++) {
        bytes[i * Long.BYTES + b] = (byte) (word >>> (56 - 8 * b));
      }
    }
    return new BigInteger(bytes);
  }
}
