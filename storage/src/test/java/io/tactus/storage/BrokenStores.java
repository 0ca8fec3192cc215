package io.tactus.storage;

import io.tactus.storage.page.BrokenSpaces;
import io.tactus.storage.page.FramePool;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.relation.References;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.WriteContext;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/** Stores with a defect, to prove that the tests which hunt for it can find it. */
public final class BrokenStores {
  /**
   * Seven system tables of three areas each come first; then rows, directory, buckets of a table.
   */
  private static final int FIRST_USER_BUCKETS = 24;

  private BrokenStores() {}

  /** A store whose first user table does not roll back the buckets of its key index. */
  public static Store forgettingIndexUndo(StoreConfig config) {
    return over(config, (area, record) -> area == FIRST_USER_BUCKETS);
  }

  /** A store that loses one undo record of user tables in so many. */
  public static Store losingEveryUndoRecord(StoreConfig config, int in) {
    return over(config, (area, record) -> area > FIRST_USER_BUCKETS - 3 && record % in == 0);
  }

  /** A store whose references are kept by somebody else. */
  public static Store withReferences(
      StoreConfig config, BiFunction<WriteContext, IntFunction<Table>, References> references) {
    FramePool pool = new FramePool(config.maxFrames());
    PageSpace space = new PageSpace(pool, config.maxLogicalPages(), config.maxUndoBytes());
    return Store.create(config, pool, space, references);
  }

  /** A store that does not roll back entries put into trees and taken out of them. */
  public static Store forgettingGapUndo(StoreConfig config) {
    FramePool pool = new FramePool(config.maxFrames());
    PageSpace space =
        BrokenSpaces.losingGaps(pool, config.maxLogicalPages(), config.maxUndoBytes());
    return Store.create(config, pool, space);
  }

  private static Store over(StoreConfig config, BrokenSpaces.Loss loss) {
    FramePool pool = new FramePool(config.maxFrames());
    PageSpace space =
        BrokenSpaces.losing(pool, config.maxLogicalPages(), config.maxUndoBytes(), loss);
    return Store.create(config, pool, space);
  }
}
