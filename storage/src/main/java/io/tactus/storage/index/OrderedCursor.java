package io.tactus.storage.index;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Version;

/**
 * Walks a range of an ordered index: {@code seek}, then {@code while (next()) slot()}.
 *
 * <p>Ascending or descending; rows with equal keys come in the order of their slots, so descending
 * is ascending turned round. Over the working state each step counts against the budget, and the
 * table may be written to between steps: the cursor goes on behind the entry it was at. A row whose
 * key such a write moves ahead of the cursor is met again.
 *
 * <p>Threading: one thread. Reusable; allocate once. Over a version valid until it is unpinned.
 */
public final class OrderedCursor {
  private static final byte ALL_BITS = -1;

  private final TreeCursor cursor = new TreeCursor();

  /** Creates a cursor; {@code TableReader.ordered} or {@code Table.ordered} binds it. */
  public OrderedCursor() {}

  /** Points the cursor at an index of a pinned version. */
  public OrderedCursor bind(Version version, int area, TreeShape shape) {
    cursor.bind(version, area, shape);
    return this;
  }

  /** Points the cursor at an index of a pinned version, whose rows lie there. */
  public OrderedCursor bind(Version version, int area, TreeShape shape, RowPlaces rows) {
    cursor.bind(version, area, shape, rows);
    return this;
  }

  /** Points the cursor at an index of a working state. */
  public OrderedCursor bind(TreePages pages, TreeShape shape) {
    cursor.bind(pages, shape);
    return this;
  }

  /** Puts the cursor before the first entry of a range. */
  public void seek(KeyRange range, boolean descending) {
    fill(cursor.low(), range.low(), !range.lowInclusive());
    fill(cursor.high(), range.high(), range.high().length == 0 || range.highInclusive());
    cursor.start(descending);
  }

  /** Writes the entry below all that begin with a prefix, or above them: no entry has that slot. */
  private void fill(long bound, byte[] prefix, boolean above) {
    int rest = cursor.shape().entryBytes() - prefix.length;
    if (rest < TreeNode.SLOT_BYTES) {
      throw new IllegalArgumentException(
          "a bound of " + prefix.length + " bytes, longer than the index's keys");
    }
    Memory.putBytes(bound, prefix, 0, prefix.length);
    byte fill = above ? ALL_BITS : 0;
    for (int i = 0; i < rest; i++) {
      Memory.putByte(bound + prefix.length + i, fill);
    }
  }

  /** Moves to the next entry; false at the end of the range. */
  public boolean next() {
    return cursor.next();
  }

  /**
   * Returns the slot of the row at the cursor. To be asked for if the row is going to be read:
   * those of the next entries may be brought near, too.
   */
  public long slot() {
    return cursor.slot();
  }
}
