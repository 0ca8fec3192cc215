package io.tactus.storage.query.kernel;

import io.tactus.storage.value.ValueSource;

/**
 * A condition compiled for whole pages of one row layout: narrows a selection of up to 64 rows to
 * those for which it is true. Threading: immutable.
 */
public abstract sealed class Kernel permits AllOf, AnyOf, Never, RowByRow, WindowKernel {

  /**
   * Returns the bits of the rows that are wanted.
   *
   * @param first address of the first row
   * @param stride bytes from one row to the next
   * @param rows how many there are, at most 64
   * @param bits those to choose from, a bit per row, lowest first; none at or above {@code rows}
   * @param values where the rows' values of variable length are
   */
  abstract long narrow(long first, int stride, int rows, long bits, ValueSource values);

  /** Tells that testing goes row by row: such kernels come last. */
  boolean isCostly() {
    return false;
  }
}
