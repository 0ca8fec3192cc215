package io.tactus.storage.query;

import io.tactus.storage.row.RowField;
import io.tactus.storage.value.ValueSource;
import java.util.Arrays;

/**
 * Whether a point of two or three coordinates lies within a distance of another: {@code
 * near.(x,y,z,radius)}. Unknown if it is null.
 *
 * <p>Distances are told in the power of two below the radius, which changes no digit: so squares of
 * large ones do not overflow unless they are far beyond the radius, and those of small ones do not
 * vanish unless they are far within.
 */
final class NearPredicate extends Predicate {

  private final RowField[] leaves;
  private final double[] centre;
  private final double radius;
  private final double perUnit;
  private final double limit;

  /**
   * Creates the condition.
   *
   * @param centre as many coordinates as there are leaves
   */
  NearPredicate(RowField[] leaves, double[] centre, double radius) {
    this.leaves = leaves.clone();
    this.centre = Arrays.copyOf(centre, 3);
    this.radius = radius;
    this.perUnit = Math.scalb(1.0, Math.min(-Math.getExponent(radius), Double.MAX_EXPONENT));
    this.limit = square(radius * perUnit);
  }

  @Override
  int test(long rowAddress, ValueSource values) {
    double squares = 0;
    for (int i = 0; i < leaves.length; i++) {
      if (leaves[i].isNull(rowAddress)) {
        return UNKNOWN;
      }
      squares += square((leaves[i].getDouble(rowAddress) - centre[i]) * perUnit);
    }
    return truth(squares <= limit);
  }

  private static double square(double distance) {
    return distance * distance;
  }

  @Override
  long steps() {
    return leaves.length;
  }

  /** Returns the leaves that are the coordinates. */
  RowField[] leaves() {
    return leaves.clone();
  }

  /** Returns a coordinate of the centre; 0 beyond the last. */
  double centre(int axis) {
    return centre[axis];
  }

  double radius() {
    return radius;
  }
}
