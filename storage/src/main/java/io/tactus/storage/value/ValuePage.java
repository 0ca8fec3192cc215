package io.tactus.storage.value;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;

/**
 * A page of values: which of its units are in use, and runs of units for cells.
 *
 * <pre>
 *    0  bitmap  u64[UNITS / 64]   bit u: unit u is in use; those of the bitmap itself always are
 *       zero    to a whole unit
 *       units   16 bytes each     cells, in runs of units
 *
 *   4 KiB pages: 256 units, bitmap of 32 bytes = units 0 and 1, 254 units = 4,064 bytes for cells
 * </pre>
 *
 * <p>A cell has no header: its length is known to whoever knows where it begins. What lies in units
 * not in use means nothing.
 *
 * <p>Threading: none of its own.
 */
final class ValuePage {

  static final int UNIT_SHIFT = 4;

  /** Bytes of a unit: what cells are rounded up to. */
  static final int UNIT_BYTES = 1 << UNIT_SHIFT;

  static final int UNITS = Page.SIZE_BYTES / UNIT_BYTES;
  static final int UNITS_SHIFT = Page.SHIFT - UNIT_SHIFT;

  static final int BITMAP_OFFSET = 0;
  static final int BITMAP_BYTES = UNITS / Byte.SIZE;

  /** The first unit that a cell may have. */
  static final int FIRST_UNIT = (BITMAP_BYTES + UNIT_BYTES - 1) / UNIT_BYTES;

  /** Units a page has for cells: the longest run. */
  static final int CELL_UNITS = UNITS - FIRST_UNIT;

  /** Bytes a page has for cells. */
  static final int CELL_BYTES = CELL_UNITS * UNIT_BYTES;

  private static final int WORDS = UNITS / Long.SIZE;

  private ValuePage() {}

  /** Returns the units a cell of this many bytes takes. */
  static int unitsFor(int lengthBytes) {
    return (lengthBytes + UNIT_BYTES - 1) >>> UNIT_SHIFT;
  }

  /** Marks the bitmap's own units in a page of zeros. */
  static void format(long page) {
    Memory.putLong(page + BITMAP_OFFSET, (1L << FIRST_UNIT) - 1);
  }

  /** Returns the lowest unit at which a run of {@code units} free ones begins, or -1. */
  static int findRun(long page, int units) {
    int start = next(page, FIRST_UNIT, false);
    while (start < UNITS) {
      int end = next(page, start, true);
      if (end - start >= units) {
        return start;
      }
      start = next(page, end, false);
    }
    return -1;
  }

  /** Returns the length of the longest run of free units. */
  static int longestRun(long page) {
    int longest = 0;
    int start = next(page, FIRST_UNIT, false);
    while (start < UNITS) {
      int end = next(page, start, true);
      longest = Math.max(longest, end - start);
      start = next(page, end, false);
    }
    return longest;
  }

  /** Returns the first unit at or after {@code from} that is in use or not, or {@link #UNITS}. */
  private static int next(long page, int from, boolean used) {
    int word = from >>> 6;
    if (word >= WORDS) {
      return UNITS;
    }
    long bits = word(page, word, used) & (-1L << from);
    while (bits == 0) {
      if (++word == WORDS) {
        return UNITS;
      }
      bits = word(page, word, used);
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }

  private static long word(long page, int word, boolean used) {
    long bits = Memory.getLong(page + BITMAP_OFFSET + ((long) word << 3));
    return used ? bits : ~bits;
  }

  /** Marks a run of units as in use, or as free. */
  static void mark(long page, int unit, int units, boolean used) {
    int end = unit + units;
    for (int at = unit; at < end; ) {
      int word = at >>> 6;
      int stop = Math.min(end, (word + 1) << 6);
      long mask = (-1L >>> (Long.SIZE - (stop - at))) << at;
      long address = page + BITMAP_OFFSET + ((long) word << 3);
      long bits = Memory.getLong(address);
      assert (bits & mask) == (used ? 0 : mask) : "units " + at + " to " + stop + " are not so";
      Memory.putLong(address, used ? bits | mask : bits & ~mask);
      at = stop;
    }
  }

  /** Returns the units in use, those of the bitmap not counted. */
  static int usedUnits(long page) {
    int used = -FIRST_UNIT;
    for (int word = 0; word < WORDS; word++) {
      used += Long.bitCount(word(page, word, true));
    }
    return used;
  }
}
