package io.tactus.storage.query.kernel;

/** A condition without a loop of its own: tests the rows that are still selected. */
final class RowByRow extends Kernel {

  private final RowTest test;

  RowByRow(RowTest test) {
    this.test = test;
  }

  @Override
  void narrow(PageSelection selection, int level) {
    long[] bits = selection.bits(level);
    for (int i = 0; i < selection.words(); i++) {
      long left = bits[i];
      while (left != 0) {
        long row = left & -left;
        left ^= row;
        int number = (i << 6) + Long.numberOfTrailingZeros(row);
        if (!test.accepts(selection.rowAddress(number), selection.values())) {
          bits[i] ^= row;
        }
      }
    }
  }

  @Override
  boolean isCostly() {
    return true;
  }
}
