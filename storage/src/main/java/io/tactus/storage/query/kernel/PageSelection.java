package io.tactus.storage.query.kernel;

import io.tactus.storage.page.Page;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.value.ValueSource;

/**
 * One page of rows and which of them are selected.
 *
 * <p>{@code select(kernel, page, rows)}, then {@code for (int row = next(0); row >= 0; row =
 * next(row + 1))}. Reusable, allocates nothing.
 *
 * <p>Threading: one thread.
 */
public final class PageSelection {

  /** A row is at least its header and a byte. */
  private static final int MAX_WORDS = Page.SIZE_BYTES / (RowLayout.HEADER_BYTES + 1) / 64 + 1;

  private final long[] selected = new long[MAX_WORDS];
  private int rowBytes;
  private boolean allLive;
  private ValueSource values = ValueSource.DETACHED;
  private long page;
  private int words;
  private int count;

  /** Creates a selection of nothing. */
  public PageSelection() {}

  /** As the other one, for rows without values of variable length. */
  public void prepare(int newRowBytes, boolean noneFree) {
    prepare(newRowBytes, noneFree, ValueSource.DETACHED);
  }

  /**
   * Prepares for the rows of a layout.
   *
   * @param noneFree whether no slot of the table is free, so that headers need no look
   * @param newValues where the values of variable length are
   */
  public void prepare(int newRowBytes, boolean noneFree, ValueSource newValues) {
    rowBytes = newRowBytes;
    allLive = noneFree;
    values = newValues;
  }

  /**
   * Selects the live rows of a page for which a condition is true.
   *
   * @param kernel the condition, or null for every live row
   * @param pageAddress where row 0 lies
   * @param rowCount rows of the page that are in use, live or free
   */
  public void select(Kernel kernel, long pageAddress, int rowCount) {
    page = pageAddress;
    words = (rowCount + 63) >>> 6;
    count = 0;
    long first = pageAddress;
    for (int i = 0; i < words; i++) {
      int rows = Math.min(64, rowCount - (i << 6));
      long bits =
          allLive ? -1L >>> (64 - rows) : WindowKernel.hold(Window.LIVE, first, rowBytes, rows);
      if (kernel != null) {
        bits = kernel.narrow(first, rowBytes, rows, bits, values);
      }
      selected[i] = bits;
      count += Long.bitCount(bits);
      first += (long) rowBytes << 6;
    }
  }

  /** Returns the first selected row at or after {@code from}, or -1. */
  public int next(int from) {
    int word = from >>> 6;
    if (word >= words) {
      return -1;
    }
    long left = selected[word] & (-1L << from);
    while (left == 0) {
      if (++word == words) {
        return -1;
      }
      left = selected[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(left);
  }

  /** Returns how many rows are selected. */
  public int count() {
    return count;
  }

  /** Returns the address of a row of the page. */
  public long rowAddress(int row) {
    return page + (long) row * rowBytes;
  }
}
