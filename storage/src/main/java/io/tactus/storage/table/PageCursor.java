package io.tactus.storage.table;

import io.tactus.storage.page.Memory;

/**
 * Walks the pages of a table's rows: {@code while (cursor.next()) { cursor.address() … }}. Row
 * {@code i} of a page lies {@code i * rowBytes} behind its address, and is live if its header is
 * above 0.
 *
 * <p>For readers that look at many rows of a page at once, and for threads that each take a range
 * of pages. Nothing is counted against a budget: the caller does.
 *
 * <p>Threading: one thread. Reusable; allocate once. Addresses are valid until the version is
 * unpinned, or, over a table of the working state, until the next write.
 */
public final class PageCursor {
  private static final int LINE_BYTES = 64;

  private RowPages pages;
  private TableMeta meta;
  private int rowsPerPage;
  private long lastPage;
  private int lastRows;
  private long endPage;
  private long page;
  private int rows;
  private long address;

  /** Kept, so that no compiler leaves the reading out. */
  private long seen;

  /**
   * Puts the cursor before page {@code firstPage}, to end before {@code newEndPage} or where the
   * table ends.
   */
  void start(TableMeta newMeta, RowPages newPages, long end, long firstPage, long newEndPage) {
    meta = newMeta;
    pages = newPages;
    rowsPerPage = newMeta.rowsPerPage();
    lastPage = newMeta.page(end);
    lastRows = newMeta.row(end);
    endPage = Math.min(newEndPage, lastRows == 0 ? lastPage : lastPage + 1);
    page = firstPage - 1;
    rows = 0;
    address = 0;
  }

  /** Moves to the next page that has been used. */
  public boolean next() {
    if (++page >= endPage) {
      page = endPage;
      return false;
    }
    rows = page == lastPage ? lastRows : rowsPerPage;
    address = pages.rowsPage(page);
    if (page + 1 < endPage) {
      readAhead(pages.rowsPage(page + 1));
    }
    return true;
  }

  /**
   * Reads the first two lines of the page that comes next. What the processor fetches ahead by
   * itself ends with the page it looks at; two lines in a row have it go on with the next one.
   */
  private void readAhead(long next) {
    long sum = seen;
    sum += Memory.getLong(next) + Memory.getLong(next + LINE_BYTES);
    seen = sum;
  }

  /** Returns the address of row 0 of the page. */
  public long address() {
    return address;
  }

  /** Returns how many rows of the page are in use, live or free; at least 1. */
  public int rows() {
    return rows;
  }

  /** Returns the slot of a row of the page. */
  public long slot(int row) {
    return meta.slot(page, row);
  }
}
