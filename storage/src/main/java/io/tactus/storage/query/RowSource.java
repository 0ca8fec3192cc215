package io.tactus.storage.query;

import io.tactus.storage.index.GridCursor;
import io.tactus.storage.index.OrderedCursor;
import io.tactus.storage.index.PostingCursor;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.PageCursor;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.value.ValueSource;

/**
 * The rows and indexes of one table that a path walks over: those of a pinned version, or those of
 * the working state of a command.
 */
interface RowSource {

  TableMeta meta();

  RowLayout layout();

  /** Returns the rows of another table, of the same version or the same working state. */
  RowSource related(TableMeta table);

  /** Returns the number of live rows. */
  long rowCount();

  /** Returns the number of slots in use, live or free. */
  long slotCount();

  /** Returns the slot of the row with this key image in a unique hash index, or 0. */
  long slotBy(int index, long keyAddress);

  /** Returns the address of the row in a slot. */
  long row(long slot);

  /** Points a cursor at an ordered index. */
  OrderedCursor ordered(int index, OrderedCursor cursor);

  /** Points a cursor at a hash index that is not unique. */
  PostingCursor posting(int index, PostingCursor cursor);

  /** Points a cursor at a grid index. */
  GridCursor grid(int index, GridCursor cursor);

  /** Returns where the rows' values of variable length are. */
  ValueSource values();

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
