package io.tactus.storage.parallel;

import io.tactus.storage.table.PageCursor;

/**
 * What is to be done with the rows of a range. Called by several threads at once, each with an
 * accumulator and a cursor of its own.
 *
 * @param <A> what a range collects
 */
@FunctionalInterface
public interface RangeReader<A> {

  /**
   * Reads the pages of one range.
   *
   * @param accumulator of this range alone
   * @param pages before the first page of the range
   * @param work takes the steps the range has cost
   */
  void read(A accumulator, PageCursor pages, RangeWork work);
}
