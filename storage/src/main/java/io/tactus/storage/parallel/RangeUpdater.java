package io.tactus.storage.parallel;

import io.tactus.storage.table.PageCursor;

/** What is to be changed in the rows of a range. Called by several threads at once. */
@FunctionalInterface
public interface RangeUpdater {

  /**
   * Reads the pages of one range and says which rows change.
   *
   * @param pages before the first page of the range
   * @param changes takes new rows; keys and indexed fields must stay as they are
   * @param work takes the steps the range has cost
   */
  void update(PageCursor pages, RangeChanges changes, RangeWork work);
}
