package io.tactus.storage.query.kernel;

import io.tactus.storage.row.RowField;

/** Selects by the null bit of a field. */
final class NullKernel extends Kernel {

  private final RowField field;
  private final long flip;

  /**
   * @param wantsNull whether rows with null are selected, else those without
   */
  NullKernel(RowField field, boolean wantsNull) {
    this.field = field;
    this.flip = wantsNull ? 0 : -1;
  }

  @Override
  void narrow(PageSelection selection, int level) {
    long[] bits = selection.bits(level);
    int stride = selection.rowBytes();
    long at = selection.page();
    for (int i = 0; i < selection.words(); i++) {
      int rows = selection.rowsInWord(i);
      bits[i] &= nulls(field, at, stride, rows) ^ flip;
      at += (long) stride << 6;
    }
  }

  private static long nulls(RowField field, long first, int stride, int rows) {
    long at = first;
    long nulls = 0;
    for (int i = 0; i < rows; i++) {
      nulls |= (field.isNull(at) ? 1L : 0L) << i;
      at += stride;
    }
    return nulls;
  }
}
