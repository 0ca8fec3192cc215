package io.tactus.storage.index;

import io.tactus.storage.page.AreaView;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Version;

/**
 * Reads a word at each end of the rows that the next entries of a leaf lead to, so that memory
 * answers for all of them together: rows that follow one another in an index lie anywhere, and one
 * after the other each of them is waited for, first for its page table, then for itself.
 *
 * <pre>
 *  one by one:  table, row 1 … use … table, row 2 … use … table, row 3 … use
 *  together:    tables, rows 1, 2, 3 … use, use, use
 * </pre>
 *
 * <p>Changes nothing, finds nothing, and counts against no budget. Who stops early has read too
 * many: none after the first row, at most three after the second, at most fifteen after more.
 *
 * <p>Threading: one thread. Allocates nothing once it is made. Valid while the version is pinned.
 */
final class RowsAhead {
  /** Most rows read together; many more would drive each other out of the nearest cache. */
  static final int MOST = 16;

  private static final int GROWTH = 4;

  private final AreaView view = new AreaView();
  private final long[] rows = new long[MOST];
  private RowPlaces places;
  private int lastWord;

  /** Kept, so that no compiler leaves the reading out. */
  private long seen;

  /** Points this at the rows of a pinned version. */
  void bind(Version version, RowPlaces newPlaces) {
    view.bind(version, newPlaces.rowsArea());
    places = newPlaces;
    lastWord = newPlaces.rowBytes() - Long.BYTES;
  }

  /**
   * Returns how many rows are to be read together after so many were: 1, then 4, then 16. Who walks
   * may want only the first one, or few.
   */
  static int more(int count) {
    return Math.min(MOST, count * GROWTH);
  }

  /**
   * Reads.
   *
   * @param entry address of the first entry
   * @param stride from one entry to the next, in bytes; negative downwards
   * @param count of entries, at most {@link #MOST}
   */
  void read(long entry, int stride, int count, int entryBytes) {
    if (count == 1) {
      return; // it is about to be read anyway
    }
    for (int i = 0; i < count; i++) {
      long slot = TreeNode.slot(entry + (long) i * stride, entryBytes);
      rows[i] = view.address(places.page(slot)) + places.offset(slot);
    }
    long sum = seen;
    for (int i = 0; i < count; i++) {
      sum += Memory.getLong(rows[i]) + Memory.getLong(rows[i] + lastWord);
    }
    seen = sum;
  }
}
