package io.tactus.storage.index;

/**
 * The writer's side of an index of any kind: the entries of rows, kept through the undo log.
 *
 * <p>Rows are addresses of row images, in a page or in the making. An entry is a function of the
 * row's key and its slot alone, so that what was entered for a row can be taken out by that row.
 *
 * <p>Threading: the writer's thread only.
 */
public interface TableIndex {

  /** Tells whether such a row has an entry; kinds that find by equality leave out nulls. */
  boolean holds(long row);

  /** Tells whether two states of a row have the same entry, or both none. */
  boolean sameEntry(long oldRow, long newRow);

  /**
   * Returns the slot of a row other than {@code exceptSlot} that a unique index does not allow
   * beside {@code row}, or 0. Rows with a null in the key conflict with none.
   */
  long conflict(long row, long exceptSlot);

  /**
   * Enters a row that {@link #holds}.
   *
   * @throws io.tactus.storage.Rejection MEMORY_LIMIT; the caller takes back what was begun
   */
  void insert(long row, long slot);

  /**
   * Takes out a row that was entered with this slot.
   *
   * @throws IllegalStateException if there is no such entry: the index is damaged
   */
  void remove(long row, long slot);

  /** Drops all entries: as small as a new one. Nothing may be held back for it. */
  void clear();

  /** Returns how many pages it has now, over all of its areas. */
  long pages();

  /** Returns how many pages a new index has, over all of its areas. */
  int leastPages();

  /**
   * Returns how many pages an index hardly ever exceeds after so many rows were entered into a new
   * one: nodes and buckets that divide are taken to be half and a quarter full.
   */
  long mostPages(long rows);
}
