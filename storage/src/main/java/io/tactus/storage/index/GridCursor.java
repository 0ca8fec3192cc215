package io.tactus.storage.index;

/**
 * Walks the rows in the cells of a grid index around a point: {@code if (seek(…)) while (next())
 * slot()}.
 *
 * <p>What it gives are candidates: all rows within the distance, and others in the same cells or in
 * cells that share their entries. Compute the distance. Each row comes at most once; the order
 * depends on the point and the entries only.
 *
 * <p>Over the working state as {@link OrderedCursor}. Threading: one thread. Reusable; allocate
 * once.
 */
public final class GridCursor {

  /** Creates a cursor; {@code TableReader.grid} or {@code Table.grid} binds it. */
  public GridCursor() {}

  /**
   * Puts the cursor before the first candidate.
   *
   * @param z ignored by a grid over two coordinates
   * @param radius in units of the coordinates, at least 0
   * @return false if the ball reaches into too many cells to be worth it: scan instead
   */
  public boolean seek(double x, double y, double z, double radius) {
    return false;
  }

  /** Moves to the next candidate; false at the end. */
  public boolean next() {
    return false;
  }

  /** Returns the slot of the row at the cursor. */
  public long slot() {
    return 0;
  }
}
