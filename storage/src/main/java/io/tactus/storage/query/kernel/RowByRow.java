package io.tactus.storage.query.kernel;

import io.tactus.storage.value.ValueSource;

/** A condition without a loop of its own: tests the rows that are still selected. */
final class RowByRow extends Kernel {

  private final RowTest test;

  RowByRow(RowTest test) {
    this.test = test;
  }

  @Override
  long narrow(long first, int stride, int rows, long bits, ValueSource values) {
    long wanted = bits;
    for (long left = bits; left != 0; left &= left - 1) {
      int row = Long.numberOfTrailingZeros(left);
      if (!test.accepts(first + (long) row * stride, values)) {
        wanted ^= 1L << row;
      }
    }
    return wanted;
  }

  @Override
  boolean isCostly() {
    return true;
  }
}
