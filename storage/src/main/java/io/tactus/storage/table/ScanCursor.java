package io.tactus.storage.table;

import io.tactus.storage.page.Memory;

/**
 * Walks the live rows of a table in slot order: {@code while (cursor.next()) { cursor.address() }}.
 *
 * <p>Slot order depends only on the order of operations, so it is the same on every replay. Over a
 * {@link Table} each slot looked at, live or free, is counted against the work budget; the row
 * under the cursor may be updated or deleted while scanning. Rows inserted meanwhile are met if
 * they reuse a free slot further on, and not if they lie behind the end the scan began with: the
 * same way on every replay.
 *
 * <p>Threading: one thread. Reusable; allocate once.
 */
public final class ScanCursor {
  private RowPages pages;
  private TableMeta meta;
  private WorkBudget budget;
  private int rowBytes;
  private int rowsPerPage;
  private long endPage;
  private int endRow;
  private long page;
  private int row;
  private int rowsHere;
  private long pageAddress;
  private long address;

  /**
   * Puts the cursor before the first row.
   *
   * @param newBudget counts the slots of a working state; null for a version, whose pages stay
   *     where they are
   */
  void start(TableMeta newMeta, RowPages newPages, WorkBudget newBudget, long end) {
    meta = newMeta;
    pages = newPages;
    budget = newBudget;
    rowBytes = newMeta.layout().rowBytes();
    rowsPerPage = newMeta.rowsPerPage();
    endPage = newMeta.page(end);
    endRow = newMeta.row(end);
    page = 0;
    row = 0;
    rowsHere = 0;
    address = 0;
  }

  /** Moves to the next live row. */
  public boolean next() {
    while (true) {
      if (++row >= rowsHere) {
        if (!enterNextPage()) {
          return false;
        }
      } else if (budget != null) {
        // A write since the last step may have given this page a frame of its own.
        pageAddress = pages.rowsPage(page);
      }
      long at = pageAddress + (long) row * rowBytes;
      if (budget != null) {
        budget.scanned(1);
      }
      if (Memory.getLong(at) > 0) {
        address = at;
        return true;
      }
    }
  }

  private boolean enterNextPage() {
    do {
      if (page >= endPage) {
        row = rowsHere;
        return false;
      }
      page++;
      rowsHere = page == endPage ? endRow : rowsPerPage;
    } while (rowsHere == 0);
    row = 0;
    pageAddress = pages.rowsPage(page);
    return true;
  }

  /** Returns the row's address; over a table valid until the next write. */
  public long address() {
    return address;
  }

  /** Returns the row's slot. */
  public long slot() {
    return meta.slot(page, row);
  }
}
