package io.tactus.storage.query.kernel;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.value.ValueSource;

/**
 * One page of rows and which of them are selected; the room in which kernels work.
 *
 * <p>{@code select(kernel, page, rows)}, then {@code for (int row = next(0); row >= 0; row =
 * next(row + 1))}. Reusable, allocates only when a deeper kernel than ever before comes along.
 *
 * <p>Threading: one thread.
 */
public final class PageSelection {

  /** A row is at least its header and a byte. */
  private static final int MAX_WORDS = Page.SIZE_BYTES / (RowLayout.HEADER_BYTES + 1) / 64 + 1;

  private long[][] levels = {new long[MAX_WORDS]};
  private int rowBytes;
  private boolean allLive;
  private ValueSource values = ValueSource.DETACHED;
  private long page;
  private int rows;
  private int words;
  private int liveRows;

  /** Creates a selection of nothing. */
  public PageSelection() {}

  /** As the other one, for rows without values of variable length. */
  public void prepare(int newRowBytes, boolean noneFree, Kernel kernel) {
    prepare(newRowBytes, noneFree, kernel, ValueSource.DETACHED);
  }

  /**
   * Prepares for the rows of a layout and a kernel, which may be null: every live row.
   *
   * @param noneFree whether no slot of the table is free, so that headers need no look
   * @param newValues where the values of variable length are
   */
  public void prepare(int newRowBytes, boolean noneFree, Kernel kernel, ValueSource newValues) {
    rowBytes = newRowBytes;
    allLive = noneFree;
    values = newValues;
    int needed = kernel == null ? 1 : kernel.levels();
    if (needed > levels.length) {
      long[][] more = new long[needed][];
      for (int i = 0; i < needed; i++) {
        more[i] = i < levels.length ? levels[i] : new long[MAX_WORDS];
      }
      levels = more;
    }
  }

  /**
   * Selects the live rows of a page for which a condition is true.
   *
   * @param kernel the one given to {@link #prepare}
   * @param pageAddress where row 0 lies
   * @param rowCount rows of the page that are in use, live or free
   */
  public void select(Kernel kernel, long pageAddress, int rowCount) {
    page = pageAddress;
    rows = rowCount;
    words = (rowCount + 63) >>> 6;
    liveRows = 0;
    long[] live = levels[0];
    long at = pageAddress;
    for (int i = 0; i < words; i++) {
      int rowsHere = rowsInWord(i);
      live[i] = allLive ? -1L >>> (64 - rowsHere) : live(at, rowBytes, rowsHere);
      liveRows += Long.bitCount(live[i]);
      at += (long) rowBytes << 6;
    }
    if (kernel != null) {
      kernel.narrow(this, 0);
    }
  }

  /** Rows with a header above 0; its negative is below 0 for those, and for no others. */
  private static long live(long first, int stride, int rows) {
    long at = first;
    long live = 0;
    for (int i = 0; i < rows; i++) {
      live |= (-Memory.getLong(at + RowLayout.SEQUENCE_OFFSET) >>> 63) << i;
      at += stride;
    }
    return live;
  }

  /** Returns the first selected row at or after {@code from}, or -1. */
  public int next(int from) {
    int word = from >>> 6;
    if (word >= words) {
      return -1;
    }
    long left = levels[0][word] & (-1L << from);
    while (left == 0) {
      if (++word == words) {
        return -1;
      }
      left = levels[0][word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(left);
  }

  /** Returns how many rows are selected. */
  public int count() {
    int count = 0;
    for (int i = 0; i < words; i++) {
      count += Long.bitCount(levels[0][i]);
    }
    return count;
  }

  /** Returns how many rows of the page are live. */
  public int liveRows() {
    return liveRows;
  }

  /** Returns the address of a row of the page. */
  public long rowAddress(int row) {
    return page + (long) row * rowBytes;
  }

  ValueSource values() {
    return values;
  }

  long page() {
    return page;
  }

  int rowBytes() {
    return rowBytes;
  }

  int words() {
    return words;
  }

  int rowsInWord(int word) {
    return Math.min(64, rows - (word << 6));
  }

  long[] bits(int level) {
    return levels[level];
  }

  boolean isEmpty(int level) {
    long any = 0;
    for (int i = 0; i < words; i++) {
      any |= levels[level][i];
    }
    return any == 0;
  }

  void clear(int level) {
    for (int i = 0; i < words; i++) {
      levels[level][i] = 0;
    }
  }
}
