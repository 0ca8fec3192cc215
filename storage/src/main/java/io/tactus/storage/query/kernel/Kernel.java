package io.tactus.storage.query.kernel;

/**
 * A condition compiled for whole pages of one row layout: narrows a selection to the rows for which
 * it is true. Threading: immutable.
 */
public abstract sealed class Kernel
    permits AllOf, AnyOf, ImageKernel, Never, NullKernel, RangeKernel, RowByRow {

  /**
   * Clears the bits of rows that are not wanted.
   *
   * @param selection the page and its bits
   * @param level which of the selection's bitmaps to narrow; those above it are free to use
   */
  abstract void narrow(PageSelection selection, int level);

  /** How many bitmaps it needs, the one it narrows included. */
  int levels() {
    return 1;
  }

  /** Tells that testing goes row by row: such kernels come last. */
  boolean isCostly() {
    return false;
  }
}
