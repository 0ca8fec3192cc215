package io.tactus.storage.table;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.row.RowLayout;

/**
 * The rows area of a table in the working state: its header, its slots, the list of free ones and
 * the state hash.
 *
 * <p>Everything is written through the undo log. Slots freed last are used first, so that a table
 * under churn stays in the pages it has warm. Pages are given back all together, when the last row
 * is gone, or when few are left that lie scattered over many pages: those move to the first slots.
 *
 * <p>Threading: tick thread only (or the thread that owns the fork).
 */
final class RowSlots {
  /** Index entries hold 32 bits of a slot, and all bits set sorts behind every one. */
  private static final long SLOT_LIMIT = 0xFFFF_FFFFL;

  /** The header and one page of rows, which a table that fills and empties would take again. */
  private static final int KEPT_PAGES = 2;

  /** Most rows that move together, so that the command that makes them few stays short. */
  private static final int MOST_GATHERED = 1_000;

  /** Rows move together out of so many times the pages that they need. */
  private static final int SPARSE = 16;

  /** What the undo log keeps beside the bytes of a row. */
  private static final int UNDO_BYTES_OF_A_ROW = 32;

  private final PageSpace space;
  private final TableMeta meta;
  private final RowValues values;
  private final int area;
  private final int rowBytes;

  RowSlots(PageSpace space, TableMeta meta, RowValues values) {
    this.space = space;
    this.meta = meta;
    this.values = values;
    this.area = meta.rowsArea();
    this.rowBytes = meta.layout().rowBytes();
  }

  long rows() {
    return TableHeader.rows(header());
  }

  long hash() {
    return TableHeader.hash(header());
  }

  /** Returns the first slot never used. */
  long end() {
    return TableHeader.end(header());
  }

  /** Returns the address of a page of the rows area. */
  long page(long page) {
    return space.read(area, page);
  }

  /** Returns the address of the row in a slot, for reading. */
  long address(long slot) {
    return space.read(area, meta.page(slot)) + meta.offset(slot);
  }

  /** Returns the address of the row in a slot, for writing; its old bytes are recorded. */
  long logged(long slot) {
    int offset = meta.offset(slot);
    return space.logged(area, meta.page(slot), offset, rowBytes) + offset;
  }

  /** Returns the address of the row in a slot, which must be live. */
  long live(long slot) {
    long row = address(slot);
    if (Memory.getLong(row) <= 0) {
      throw new IllegalArgumentException("slot " + slot + " of " + meta + " holds no row");
    }
    return row;
  }

  /** Returns the part of the state hash that a row makes up. */
  long hashOf(long row) {
    return values.hashOf(row);
  }

  /** Puts a row image into a slot of its own and returns the slot. */
  long add(long image, long sequence) {
    long slot = take();
    long row = logged(slot);
    Memory.copy(image, row, rowBytes);
    Memory.putLong(row, sequence);
    // take() has recorded what changes in the header.
    long header = space.write(area, 0);
    Memory.putLong(header + TableHeader.ROWS_OFFSET, TableHeader.rows(header) + 1);
    Memory.putLong(header + TableHeader.HASH_OFFSET, TableHeader.hash(header) + hashOf(image));
    return slot;
  }

  /**
   * Frees the slot of a row; the row's bytes behind the header stay until it is used again.
   *
   * @return whether this was the last row, or few are left in many pages
   */
  boolean free(long slot) {
    int offset = meta.offset(slot);
    long hash = hashOf(address(slot));
    long row = space.logged(area, meta.page(slot), offset, RowLayout.HEADER_BYTES) + offset;
    long header = space.logged(area, 0, TableHeader.ROWS_OFFSET, TableHeader.CHANGING_BYTES);
    Memory.putLong(row, -TableHeader.free(header));
    Memory.putLong(header + TableHeader.FREE_OFFSET, slot);
    Memory.putLong(header + TableHeader.ROWS_OFFSET, TableHeader.rows(header) - 1);
    Memory.putLong(header + TableHeader.HASH_OFFSET, TableHeader.hash(header) - hash);
    return TableHeader.rows(header) == 0 || isSparse(header);
  }

  /** Tells whether few rows, but not none, lie in many pages. */
  boolean isSparse() {
    return isSparse(header());
  }

  /** The engine holds on to slots of its own tables. */
  private boolean isSparse(long header) {
    long rows = TableHeader.rows(header);
    return rows > 0
        && rows <= MOST_GATHERED
        && !meta.isSystem()
        && meta.page(TableHeader.end(header) - 1) >= SPARSE * pagesFor(rows);
  }

  private long pagesFor(long rows) {
    return meta.page(meta.slot(1, 0) + rows - 1);
  }

  /** Returns how many pages {@link #gather} gives back. */
  long pagesToGather() {
    return space.pageCount(area) - 1 - pagesFor(rows());
  }

  /** Returns how many bytes of the undo log {@link #gather} takes at most. */
  long undoBytesToGather() {
    return rows() * (rowBytes + UNDO_BYTES_OF_A_ROW) + PageSpace.UNDO_BYTES_TO_CLEAR;
  }

  /**
   * Moves all rows to the first slots, in their order, and gives back the pages behind them. What
   * rows hold stays as it is, their sequences, too.
   *
   * @param room for a row
   */
  void gather(long room) {
    long to = meta.slot(1, 0);
    long left = rows();
    for (long page = 1; left > 0; page++) {
      long address = page(page);
      for (int row = 0; row < meta.rowsPerPage() && left > 0; row++) {
        long at = address + (long) row * rowBytes;
        if (Memory.getLong(at) > 0) {
          if (meta.slot(page, row) != to) {
            Memory.copy(at, room, rowBytes);
            Memory.copy(room, logged(to), rowBytes);
            address = page(page); // that may have given this page a frame of its own
          }
          to++;
          left--;
        }
      }
    }
    long header = space.logged(area, 0, TableHeader.ROWS_OFFSET, TableHeader.CHANGING_BYTES);
    Memory.putLong(header + TableHeader.FREE_OFFSET, 0);
    Memory.putLong(header + TableHeader.END_OFFSET, to);
    long last = meta.page(to - 1);
    space.truncate(area, last + 1);
    int used = meta.offset(to - 1) + rowBytes;
    int unused = Page.SIZE_BYTES - used;
    if (unused > 0) {
      Memory.zero(space.logged(area, last, used, unused) + used, unused);
    }
  }

  /** Tells whether there are more pages than a table that fills and empties would take again. */
  boolean canShrink() {
    return space.pageCount(area) > KEPT_PAGES;
  }

  /** Gives back all pages but the header, so that slots are numbered from the first one again. */
  void clear() {
    long header = space.logged(area, 0, TableHeader.ROWS_OFFSET, TableHeader.CHANGING_BYTES);
    if (TableHeader.rows(header) != 0 || TableHeader.hash(header) != 0) {
      throw new IllegalStateException(
          meta + " has " + TableHeader.rows(header) + " rows, hash " + TableHeader.hash(header));
    }
    Memory.putLong(header + TableHeader.FREE_OFFSET, 0);
    Memory.putLong(header + TableHeader.END_OFFSET, meta.slot(1, 0));
    space.truncate(area, 1);
  }

  /** Adds to the state hash what a row's change makes. */
  void addToHash(long difference) {
    long header = space.logged(area, 0, TableHeader.HASH_OFFSET, Long.BYTES);
    Memory.putLong(header + TableHeader.HASH_OFFSET, TableHeader.hash(header) + difference);
  }

  /** Takes a slot from the free list or the end; records the header's changing part. */
  private long take() {
    long header = space.logged(area, 0, TableHeader.ROWS_OFFSET, TableHeader.CHANGING_BYTES);
    long slot = TableHeader.free(header);
    if (slot != 0) {
      Memory.putLong(header + TableHeader.FREE_OFFSET, -Memory.getLong(address(slot)));
      return slot;
    }
    slot = TableHeader.end(header);
    if (slot >= SLOT_LIMIT) {
      throw new Rejection(RejectionCode.MEMORY_LIMIT, "the table has no more slots")
          .at(meta.name(), "");
    }
    if (meta.page(slot) == space.pageCount(area)) {
      space.appendPage(area);
    }
    Memory.putLong(header + TableHeader.END_OFFSET, slot + 1);
    return slot;
  }

  private long header() {
    return space.read(area, 0);
  }
}
