package io.tactus.storage.index;

/**
 * Where a search finds the pages of an index and the rows it points to: the writer's working state
 * or a pinned version.
 */
public interface IndexPages {

  /** Returns the address of a page of the directory. */
  long directoryPage(long page);

  /** Returns the address of a bucket. */
  long bucketPage(long page);

  /** Returns the address of the row in a slot. */
  long row(long slot);
}
