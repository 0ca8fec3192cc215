package io.tactus.storage.index;

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

  /** Creates a cursor; {@code TableReader.ordered} or {@code Table.ordered} binds it. */
  public OrderedCursor() {}

  /** Puts the cursor before the first entry of a range. */
  public void seek(KeyRange range, boolean descending) {}

  /** Moves to the next entry; false at the end of the range. */
  public boolean next() {
    return false;
  }

  /** Returns the slot of the row at the cursor. */
  public long slot() {
    return 0;
  }
}
