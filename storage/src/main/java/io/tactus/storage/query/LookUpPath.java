package io.tactus.storage.query;

import java.util.List;

/**
 * One look-up in a unique hash index for each key the filter allows. Threading: immutable.
 *
 * <p>A row with a null in its key is not in the index, and no comparison holds for it either.
 */
final class LookUpPath extends AccessPath {

  private final String name;
  private final int index;
  private final List<byte[]> images;
  private final int orderParts;

  /**
   * Creates the path.
   *
   * @param index position among the table's indexes; 0 is the primary key
   * @param orderParts how many parts the query's order has
   */
  LookUpPath(Filter filter, String name, int index, KeyImages keys, int orderParts) {
    super(filter, keys.used());
    this.name = name;
    this.index = index;
    this.images = keys.images();
    this.orderParts = orderParts;
  }

  @Override
  String kind() {
    return index == 0 ? "key" : "unique";
  }

  @Override
  String index() {
    return name;
  }

  @Override
  long candidates(long tableRows) {
    return images.size();
  }

  @Override
  long mostRows(long tableRows) {
    return images.size();
  }

  @Override
  long costPerRow() {
    return 1;
  }

  /** One row is in any order. */
  @Override
  int sortedParts() {
    return images.size() <= 1 ? orderParts : 0;
  }

  @Override
  void walk(PathWalk walk) {
    for (int i = 0; i < images.size(); i++) {
      long slot = walk.lookUp(index, images.get(i), testCost());
      if (slot != 0) {
        long row = walk.row(slot);
        if (wants(walk, row) && !walk.sink().row(row, slot)) {
          return;
        }
      }
    }
  }
}
