package io.tactus.storage.query;

import io.tactus.storage.query.kernel.Kernel;
import io.tactus.storage.query.kernel.Kernels;
import io.tactus.storage.row.RowField;
import io.tactus.storage.table.Charge;
import io.tactus.storage.value.ValueSource;

/**
 * A condition on a row, in the three-valued logic of SQL: a comparison with null is unknown, and so
 * is its negation. The values are ordered, so that {@code and} is the minimum, {@code or} the
 * maximum and {@code not} the change of sign.
 *
 * <p>Threading: immutable. Tests allocate nothing, but for regular expressions.
 */
abstract sealed class Predicate
    permits BooleanPredicate,
        BytesPredicate,
        DoublePredicate,
        Junction,
        LikePredicate,
        LongPredicate,
        MembershipPredicate,
        NearPredicate,
        Negation,
        NullPredicate,
        RegexPredicate {

  static final int FALSE = -1;
  static final int UNKNOWN = 0;
  static final int TRUE = 1;

  /** As many steps of a condition as take the time of reading a row. */
  static final long STEPS_PER_ROW = 64;

  /** Length by which the steps of texts of any length are told before they are known. */
  static final int NOMINAL_TEXT_BYTES = 1024;

  /**
   * Tests the row at an address.
   *
   * @param values where its values of variable length are
   */
  abstract int test(long rowAddress, ValueSource values);

  /**
   * Most steps of a test: a comparison of numbers is one, and so is that of four bytes. Texts of
   * any length count as {@link #NOMINAL_TEXT_BYTES}; what a longer one takes is {@link #excess}.
   */
  long steps() {
    return 1;
  }

  /** Returns the sum of the sizes of the regular expressions in it, in instructions. */
  long regexSize() {
    return 0;
  }

  /** Whether a test may take more steps than {@link #steps}. */
  boolean mayExceed() {
    return false;
  }

  /** As {@link #test(long, ValueSource)}, but first charges what this row takes beyond steps. */
  int test(long rowAddress, ValueSource values, Charge charge) {
    long steps = excess(rowAddress, values);
    if (steps > 0) {
      charge.scanned(steps / STEPS_PER_ROW);
    }
    return test(rowAddress, values);
  }

  /**
   * Returns the most steps the test of this row takes beyond {@link #steps}, of a condition on one
   * field; what others take hangs on which operands are tested.
   */
  long excess(long rowAddress, ValueSource values) {
    return 0;
  }

  /** Returns the bytes beyond the nominal ones of a text that may have any length. */
  static long excessBytes(RowField field, long rowAddress, ValueSource values) {
    if (field.isNull(rowAddress)) {
      return 0;
    }
    int length = values.view().wrap(values, rowAddress, field.offset()).lengthBytes();
    return Math.max(0, length - NOMINAL_TEXT_BYTES);
  }

  static int truth(boolean holds) {
    return holds ? TRUE : FALSE;
  }

  /**
   * Compiles the condition, or its negation, for whole pages.
   *
   * @param negated whether rows are wanted for which the condition is false, not unknown
   */
  Kernel kernel(boolean negated) {
    int wanted = negated ? FALSE : TRUE;
    return Kernels.rowByRow((row, values) -> test(row, values) == wanted);
  }
}
