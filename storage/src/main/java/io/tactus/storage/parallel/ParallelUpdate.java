package io.tactus.storage.parallel;

import io.tactus.storage.table.BulkChange;
import io.tactus.storage.table.PageCursor;
import io.tactus.storage.table.PageRanges;
import io.tactus.storage.table.Table;

/**
 * Changes rows of a table by all ranges at once, all or nothing.
 *
 * <pre>
 *   1  several threads   read pages, compute new rows and hashes into memory of their ranges
 *   2  the writer        range by range: budget, row changes, undo log, the row in its page
 * </pre>
 *
 * <p>Nothing is shared that is written: a failure in the first step leaves no trace, and one in the
 * second is undone like any other write. What is computed twice as fast by two threads is the
 * caller's function, the rules and the two hashes of each row; the second step copies.
 *
 * <p>Threading: the tick thread calls.
 */
public final class ParallelUpdate {

  private ParallelUpdate() {}

  /**
   * Computes new rows in all ranges and, if every range succeeds, writes them.
   *
   * @param maxSteps steps that all ranges together may take, as the updater counts them; if more
   *     are taken nothing is written, and the outcome tells
   * @return what happened in the ranges; its bytes are those of old and new rows together
   * @throws io.tactus.storage.Rejection WORK_BUDGET; nothing is changed then
   */
  public static RangeOutcome run(
      ParallelWorkers workers,
      Table table,
      PageRanges ranges,
      long maxSteps,
      RangeUpdater updater) {
    RangeChanges[] changes = new RangeChanges[ranges.count()];
    try {
      BulkChange bulk = table.bulkChange();
      RangeOutcome outcome = compute(workers, ranges, changes, maxSteps, bulk.maxBytes(), updater);
      if (outcome.failure() == null && outcome.steps() <= maxSteps) {
        apply(bulk, changes);
      }
      return outcome;
    } finally {
      for (RangeChanges range : changes) {
        if (range != null) {
          range.close();
        }
      }
    }
  }

  private static RangeOutcome compute(
      ParallelWorkers workers,
      PageRanges ranges,
      RangeChanges[] changes,
      long maxSteps,
      long maxBytes,
      RangeUpdater updater) {
    return workers.run(
        ranges.count(),
        maxSteps,
        maxBytes,
        (range, work) -> {
          RangeChanges mine = new RangeChanges(ranges.meta());
          changes[range] = mine;
          PageCursor pages = new PageCursor();
          ranges.pages(pages, range);
          try {
            updater.update(pages, mine, work);
          } finally {
            work.bytes(mine.changeBytes());
          }
        });
  }

  /** More bytes than allowed meet the refusal of the row changes on the way. */
  private static void apply(BulkChange bulk, RangeChanges[] changes) {
    bulk.begin();
    boolean done = false;
    try {
      long hashDifference = 0;
      for (RangeChanges range : changes) {
        if (range != null) {
          range.applyTo(bulk);
          hashDifference += range.hashDifference();
        }
      }
      bulk.end(hashDifference);
      done = true;
    } finally {
      if (!done) {
        bulk.takeBack();
      }
    }
  }
}
