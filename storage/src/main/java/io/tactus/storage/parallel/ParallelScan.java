package io.tactus.storage.parallel;

import io.tactus.storage.table.PageCursor;
import io.tactus.storage.table.PageRanges;
import java.util.List;

/** Reads all ranges of a table. Threading: any thread; allocates per range, not per row. */
public final class ParallelScan {

  private ParallelScan() {}

  /**
   * Reads every range into an accumulator of its own.
   *
   * @param maxSteps steps that all ranges together may take, as the reader counts them
   * @param accumulators one for each range, in range order
   */
  public static <A> RangeOutcome run(
      ParallelWorkers workers,
      PageRanges ranges,
      long maxSteps,
      List<? extends A> accumulators,
      RangeReader<A> reader) {
    return workers.run(
        ranges.count(),
        maxSteps,
        Long.MAX_VALUE,
        (range, work) -> {
          PageCursor pages = new PageCursor();
          ranges.pages(pages, range);
          reader.read(accumulators.get(range), pages, work);
        });
  }
}
