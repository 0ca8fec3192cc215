package io.tactus.storage.query;

import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.PageCursor;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.TableMeta;

/**
 * The rows and indexes of one table that a path walks over: those of a pinned version, or those of
 * the working state of a command.
 */
interface RowSource {

  TableMeta meta();

  RowLayout layout();

  /** Returns the number of live rows. */
  long rowCount();

  /** Returns the slot of the row with this key image in a unique hash index, or 0. */
  long slotBy(int index, long keyAddress);

  /** Returns the address of the row in a slot. */
  long row(long slot);

  /** Puts the cursor before the first row. */
  void scan(ScanCursor cursor);

  /**
   * Puts the cursor before the first page of rows.
   *
   * @return false if rows may change while they are walked over, so that they have to be met one by
   *     one, by {@link #scan}
   */
  boolean pages(PageCursor cursor);
}
