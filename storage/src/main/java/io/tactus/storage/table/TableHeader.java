package io.tactus.storage.table;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;

/**
 * Page 0 of a table's rows area: everything about the table that changes with its rows.
 *
 * <pre>
 *    0  format     int   "TBL" and the number of this layout
 *    4  table id   int
 *    8  rows       long  live rows
 *   16  hash       long  state hash
 *   24  free       long  slot freed last, 0 if none; a free slot's header is minus the next one
 *   32  end        long  first slot never used
 *   40  row bytes  int
 *   44  indexes    int
 *   48  key seed   long  seed of the hashes in this table's indexes
 *   56  values     int    area of values of variable length, 0 if there are none
 *   60  zero       int
 *   64  per index: area int, second area int
 * hash, unique:  directory, buckets
 * the others:    tree, 0
 * </pre>
 *
 * <p>Threading: stateless functions over an address.
 */
final class TableHeader {
  static final int FORMAT = 0x024C4254;
  static final int FORMAT_OFFSET = 0;
  static final int TABLE_ID_OFFSET = FORMAT_OFFSET + Integer.BYTES;
  static final int ROWS_OFFSET = TABLE_ID_OFFSET + Integer.BYTES;
  static final int HASH_OFFSET = ROWS_OFFSET + Long.BYTES;
  static final int FREE_OFFSET = HASH_OFFSET + Long.BYTES;
  static final int END_OFFSET = FREE_OFFSET + Long.BYTES;
  static final int ROW_BYTES_OFFSET = END_OFFSET + Long.BYTES;
  static final int INDEX_COUNT_OFFSET = ROW_BYTES_OFFSET + Integer.BYTES;
  static final int KEY_SEED_OFFSET = INDEX_COUNT_OFFSET + Integer.BYTES;
  static final int VALUES_AREA_OFFSET = KEY_SEED_OFFSET + Long.BYTES;
  static final int INDEXES_OFFSET = VALUES_AREA_OFFSET + 2 * Integer.BYTES;
  static final int INDEX_BYTES = 2 * Integer.BYTES;
  static final int MAX_INDEXES = (Page.SIZE_BYTES - INDEXES_OFFSET) / INDEX_BYTES;

  /** The part that insert and delete change: rows, hash, free, end. */
  static final int CHANGING_BYTES = ROW_BYTES_OFFSET - ROWS_OFFSET;

  private TableHeader() {}

  static long rows(long header) {
    return Memory.getLong(header + ROWS_OFFSET);
  }

  static long hash(long header) {
    return Memory.getLong(header + HASH_OFFSET);
  }

  static long free(long header) {
    return Memory.getLong(header + FREE_OFFSET);
  }

  static long end(long header) {
    return Memory.getLong(header + END_OFFSET);
  }

  static long keySeed(long header) {
    return Memory.getLong(header + KEY_SEED_OFFSET);
  }

  static int valuesArea(long header) {
    return Memory.getInt(header + VALUES_AREA_OFFSET);
  }

  static int area(long header, int index) {
    return Memory.getInt(header + INDEXES_OFFSET + (long) index * INDEX_BYTES);
  }

  static int secondArea(long header, int index) {
    return Memory.getInt(header + INDEXES_OFFSET + (long) index * INDEX_BYTES + Integer.BYTES);
  }

  static void putAreas(long header, int index, int area, int secondArea) {
    long at = header + INDEXES_OFFSET + (long) index * INDEX_BYTES;
    Memory.putInt(at, area);
    Memory.putInt(at + Integer.BYTES, secondArea);
  }
}
