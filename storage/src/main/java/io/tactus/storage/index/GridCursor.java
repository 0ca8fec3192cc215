package io.tactus.storage.index;

import io.tactus.storage.page.Version;

/**
 * Walks the rows in the cells of a grid index around a point: {@code if (seek(…)) while (next())
 * slot()}.
 *
 * <p>What it gives are candidates: all rows within the distance, and others in the same cells or in
 * cells that share their entries. Compute the distance. Each row comes at most once; the order
 * depends on the point and the entries only.
 *
 * <p>Over the working state as {@link OrderedCursor}, except that a row which a write moves to a
 * cell ahead is met again. Threading: one thread. Reusable; allocate once.
 */
public final class GridCursor {
  /** Most cells a search looks into; each costs a walk down the tree. */
  public static final int MAX_CELLS = 1024;

  private static final long ABOVE_ALL_SLOTS = 0xFFFF_FFFFL;

  /**
   * The distance is computed in floating point and may come out a little less than it is: look so
   * much further.
   */
  private static final double SLACK = 1e-12;

  private final TreeCursor cursor = new TreeCursor();
  private TreePages pages;
  private GridEntries entries;
  private final long[] first = new long[3];
  private final long[] last = new long[3];
  private final long[] cell = new long[3];
  private boolean inCell;
  private boolean more;

  /** Creates a cursor; {@code TableReader.grid} or {@code Table.grid} binds it. */
  public GridCursor() {}

  /** Points the cursor at an index of a pinned version, whose rows lie there. */
  public GridCursor bind(Version version, int area, GridEntries newEntries, RowPlaces rows) {
    entries = newEntries;
    pages = null;
    cursor.bind(version, area, newEntries.shape(), rows);
    return this;
  }

  /** Points the cursor at an index of a working state. */
  public GridCursor bind(TreePages newPages, GridEntries newEntries) {
    entries = newEntries;
    pages = newPages;
    cursor.bind(newPages, newEntries.shape());
    return this;
  }

  /**
   * Puts the cursor before the first candidate.
   *
   * @param z ignored by a grid over two coordinates
   * @param radius in units of the coordinates, at least 0
   * @return false if the ball reaches into too many cells to be worth it: scan instead
   */
  public boolean seek(double x, double y, double z, double radius) {
    more = false;
    inCell = false;
    long cells = span(0, x, radius) * span(1, y, radius);
    if (entries.axes() == 2) {
      first[2] = 0;
      last[2] = 0;
    } else {
      cells *= span(2, z, radius);
    }
    if (cells > MAX_CELLS) {
      return false;
    }
    System.arraycopy(first, 0, cell, 0, cell.length);
    more = true;
    return true;
  }

  /** Sets the cells of an axis and returns how many they are, or one more than are allowed. */
  private long span(int axis, double centre, double radius) {
    double reach = radius * (1 + SLACK);
    first[axis] = entries.cellOf(Math.nextDown(centre - reach));
    last[axis] = entries.cellOf(Math.nextUp(centre + reach));
    long beyond = last[axis] - first[axis];
    boolean tooMany = beyond < 0 || beyond >= Math.min(MAX_CELLS, entries.distinctCells());
    return tooMany ? MAX_CELLS + 1 : beyond + 1;
  }

  /** Moves to the next candidate; false at the end. */
  public boolean next() {
    while (true) {
      if (inCell && cursor.next()) {
        return true;
      }
      if (!more) {
        return false;
      }
      enterCell();
    }
  }

  private void enterCell() {
    int fragment = entries.fragment(cell[0], cell[1], cell[2]);
    PostingEntries.put(cursor.low(), fragment, 0);
    PostingEntries.put(cursor.high(), fragment, ABOVE_ALL_SLOTS);
    if (pages != null) {
      pages.met();
    }
    cursor.start(false);
    inCell = true;
    int axis = 0;
    while (axis < cell.length && cell[axis] == last[axis]) {
      cell[axis] = first[axis];
      axis++;
    }
    more = axis < cell.length;
    if (more) {
      cell[axis]++;
    }
  }

  /** Returns the slot of the row at the cursor, as {@link OrderedCursor#slot()}. */
  public long slot() {
    return cursor.slot();
  }
}
