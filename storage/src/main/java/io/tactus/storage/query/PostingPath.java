package io.tactus.storage.query;

import io.tactus.storage.index.KeyFields;
import io.tactus.storage.index.PostingCursor;
import java.util.List;

/**
 * The rows a hash index that is not unique has for each key the filter allows. Threading:
 * immutable.
 *
 * <p>The index names candidates by a part of their hash: keys are compared, so that a row comes
 * once, under its own key. A row with a null in its key is not in the index, and no comparison
 * holds for it either.
 */
final class PostingPath extends AccessPath {

  /** An entry, and the row it leads to. */
  private static final long COST = 2;

  /** One row in so many is taken to have a given value of a leaf. */
  private static final long ROWS_PER_VALUE = 100;

  private final String name;
  private final int index;
  private final boolean reference;
  private final int leaves;
  private final List<byte[]> images;

  /**
   * Creates the path.
   *
   * @param index position among the table's indexes
   * @param reference whether it is the index of a reference
   * @param leaves how many leaves its keys have
   */
  PostingPath(
      Filter filter, String name, int index, boolean reference, int leaves, KeyImages keys) {
    super(filter, keys.used());
    this.name = name;
    this.index = index;
    this.reference = reference;
    this.leaves = leaves;
    this.images = keys.images();
  }

  @Override
  String kind() {
    return reference ? "reference" : "hash";
  }

  @Override
  String index() {
    return name;
  }

  @Override
  long candidates(long tableRows) {
    long perKey = tableRows;
    for (int i = 0; i < leaves; i++) {
      perKey /= ROWS_PER_VALUE;
    }
    return Math.min(tableRows, images.size() * Math.max(1, perKey));
  }

  @Override
  long costPerRow() {
    return COST;
  }

  @Override
  void walk(PathWalk walk) {
    KeyFields key = walk.key(index);
    PostingCursor cursor = walk.posting(index);
    for (int i = 0; i < images.size(); i++) {
      long image = walk.image(images.get(i));
      cursor.seek(image);
      while (cursor.next()) {
        walk.work().entry();
        long row = walk.met(cursor.slot(), testCost());
        boolean candidate = key.matches(row, image) && !key.hasNull(row);
        if (candidate && wants(walk, row) && !walk.sink().row(row, cursor.slot())) {
          return;
        }
      }
    }
  }
}
