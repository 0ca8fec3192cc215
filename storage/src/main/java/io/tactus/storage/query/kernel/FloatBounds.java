package io.tactus.storage.query.kernel;

import io.tactus.storage.row.RowField;
import io.tactus.storage.schema.TypeKind;

/**
 * A range of floats as ranges of their bits.
 *
 * <pre>
 *   bits       0 …      positive      … +inf | sign bit …  negative  … -inf |
 *   value      0.0                           | -0.0                         |
 *
 *   [a, b], both positive      a … b
 *   [a, b], both negative      b … a          larger magnitudes are smaller numbers
 *   up to b                    -0.0 … -inf, and on from 0.0 … b
 *   from a, negative           0.0 … +inf, and on from -0.0 … a
 *   [a, b] around zero         the two above, both
 * </pre>
 *
 * <p>There is no NaN in a row, so the bits behind the infinities may lie in a range or not.
 * Threading: immutable.
 *
 * @param low bits of the smallest float in the range; -0.0 stands for both zeros
 * @param high bits of the largest; 0.0 stands for both zeros
 * @param sign the sign bit
 * @param infinity the bits of positive infinity
 */
record FloatBounds(long low, long high, long sign, long infinity) {

  /** Returns the bounds of the floats of a field that lie in {@code [low, high]}. */
  static FloatBounds of(RowField field, double low, double high) {
    if (field.kind() == TypeKind.F32) {
      float first = (float) low;
      first = first < low ? Math.nextUp(first) : first;
      float last = (float) high;
      last = last > high ? Math.nextDown(last) : last;
      return new FloatBounds(
          Integer.toUnsignedLong(Float.floatToRawIntBits(first == 0 ? -0.0f : first)),
          Integer.toUnsignedLong(Float.floatToRawIntBits(last == 0 ? 0.0f : last)),
          1L << 31,
          Float.floatToRawIntBits(Float.POSITIVE_INFINITY));
    }
    return new FloatBounds(
        Double.doubleToRawLongBits(low == 0 ? -0.0 : low),
        Double.doubleToRawLongBits(high == 0 ? 0.0 : high),
        Long.MIN_VALUE,
        Double.doubleToRawLongBits(Double.POSITIVE_INFINITY));
  }

  private boolean isNegative(long bits) {
    return (bits & sign) != 0;
  }

  /** Tells whether no float lies between the bounds, which may both lie between two of them. */
  boolean isEmpty() {
    if (isNegative(low) != isNegative(high)) {
      return isNegative(high);
    }
    int order = Long.compareUnsigned(low, high);
    return isNegative(low) ? order < 0 : order > 0;
  }

  /** Tells whether the bits are one range, from {@link #first} to {@link #last}. */
  boolean isOneRange() {
    return isNegative(low) == isNegative(high) || isFromLeast() || isToMost();
  }

  private boolean isFromLeast() {
    return low == (infinity | sign);
  }

  private boolean isToMost() {
    return high == infinity;
  }

  /** Returns the first bits of the one range. */
  long first() {
    if (isNegative(low) == isNegative(high)) {
      return isNegative(low) ? high : low;
    }
    return isFromLeast() ? minusZero() : zero();
  }

  /** Returns the last bits of the one range. */
  long last() {
    if (isNegative(low) == isNegative(high)) {
      return isNegative(low) ? low : high;
    }
    return isFromLeast() ? high : low;
  }

  /** Returns where the positive floats begin: from there to {@code low} is at least the bound. */
  long zero() {
    return 0;
  }

  /** Returns where the negative floats begin: from there to {@code high} is at most the bound. */
  long minusZero() {
    return sign;
  }
}
