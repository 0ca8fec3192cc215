package io.tactus.storage.index;

/**
 * Where a cursor finds the pages of a tree: a pinned version or the writer's working state.
 *
 * <p>Threading: as the state behind it.
 */
public interface TreePages {

  /** What {@link #moment} says where nothing ever changes. */
  long STILL = -1;

  /** Returns the address of a page of the tree's area. */
  long page(long page);

  /** Returns another number after anything may have changed, or always {@link #STILL}. */
  long moment();

  /**
   * Counts one entry looked at against the budget of the command, if there is one.
   *
   * @throws io.tactus.storage.Rejection WORK_BUDGET
   */
  void met();
}
