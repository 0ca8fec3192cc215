package io.tactus.storage.query;

import io.tactus.storage.index.GridCursor;
import java.util.BitSet;

/**
 * The cells of a grid index around a point. The distance is tested on every row met. Threading:
 * immutable.
 */
final class GridPath extends AccessPath {

  /** An entry, and the row it leads to. */
  private static final long COST = 2;

  /** One row in so many is taken to lie in the cells looked into. */
  private static final long ROWS_PER_MATCH = 50;

  private final String name;
  private final int index;
  private final NearPredicate near;
  private final long cells;
  private final ScanPath everywhere;

  /**
   * Creates the path.
   *
   * @param index position among the table's indexes
   * @param cells how many cells the search looks into
   */
  GridPath(Filter filter, String name, int index, NearPredicate near, long cells) {
    super(filter, new BitSet());
    this.name = name;
    this.index = index;
    this.near = near;
    this.cells = cells;
    this.everywhere = new ScanPath(filter);
  }

  @Override
  String kind() {
    return "grid";
  }

  @Override
  String index() {
    return name;
  }

  @Override
  long candidates(long tableRows) {
    return Math.min(tableRows, cells + tableRows / ROWS_PER_MATCH);
  }

  @Override
  long costPerRow() {
    return COST;
  }

  @Override
  void walk(PathWalk walk) {
    GridCursor cursor = walk.grid(index);
    if (!cursor.seek(near.centre(0), near.centre(1), near.centre(2), near.radius())) {
      everywhere.walk(walk);
      return;
    }
    while (cursor.next()) {
      walk.work().entry();
      long row = walk.met(cursor.slot(), testCost());
      if (wants(walk, row) && !walk.sink().row(row, cursor.slot())) {
        return;
      }
    }
  }
}
