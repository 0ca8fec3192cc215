package io.tactus.storage.value;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;

/**
 * Page 0 of a values area.
 *
 * <pre>
 *    0  format   i32   {@value #FORMAT}
 *    4  zero     i32
 *    8  values   i64   values with at least one byte
 *   16  units    i64   units they take
 *   24  zero     to 64
 *   64  groups   u8[]  by group: the largest byte of its map, see {@link SpaceMap}
 * </pre>
 *
 * <p>Threading: none of its own.
 */
final class ValueHeader {

  static final int FORMAT = 1;

  static final int FORMAT_OFFSET = 0;
  static final int VALUES_OFFSET = FORMAT_OFFSET + 2 * Integer.BYTES;
  static final int UNITS_OFFSET = VALUES_OFFSET + Long.BYTES;
  static final int GROUPS_OFFSET = 64;

  /** Bytes of the totals, which change together. */
  static final int TOTALS_BYTES = UNITS_OFFSET + Long.BYTES - VALUES_OFFSET;

  /** Most groups of an area. */
  static final int MAX_GROUPS = Page.SIZE_BYTES - GROUPS_OFFSET;

  private ValueHeader() {}

  static long values(long page) {
    return Memory.getLong(page + VALUES_OFFSET);
  }

  static long units(long page) {
    return Memory.getLong(page + UNITS_OFFSET);
  }
}
