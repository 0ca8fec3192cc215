package io.tactus.storage.table;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.row.RowLayout;

/**
 * The rows area of a table in the working state: its header, its slots, the list of free ones and
 * the state hash.
 *
 * <p>Everything is written through the undo log. Slots freed last are used first, so that a table
 * under churn stays in the pages it has warm. Pages are given back all together, when the last row
 * is gone.
 *
 * <p>Threading: tick thread only (or the thread that owns the fork).
 */
final class RowSlots {
  /** Index entries hold 32 bits of a slot, and all bits set sorts behind every one. */
  private static final long SLOT_LIMIT = 0xFFFF_FFFFL;

  /** The header and one page of rows, which a table that fills and empties would take again. */
  private static final int KEPT_PAGES = 2;

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
   * @return whether this was the last row
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
    return TableHeader.rows(header) == 0;
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
