package io.tactus.storage.parallel;

import io.tactus.storage.table.PageCursor;
import io.tactus.storage.table.PageRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads all ranges of a table. Threading: any thread; allocates per range, not per row. */
public final class ParallelScan {

  private ParallelScan() {}

  /**
   * Reads every range into an accumulator of its own.
   *
   * @param accumulators filled with one for each range, in range order
   * @param maxSteps steps that all ranges together may take, as the reader counts them
   */
  public static <A> RangeOutcome run(
      ParallelWorkers workers,
      PageRanges ranges,
      long maxSteps,
      Supplier<? extends A> newAccumulator,
      List<? super A> accumulators,
      RangeReader<? super A> reader) {
    List<A> mine = new ArrayList<>(ranges.count());
    for (int i = 0; i < ranges.count(); i++) {
      mine.add(newAccumulator.get());
    }
    RangeOutcome outcome =
        workers.run(
            ranges.count(),
            maxSteps,
            Long.MAX_VALUE,
            (range, work) -> {
              PageCursor pages = new PageCursor();
              ranges.pages(pages, range);
              reader.read(mine.get(range), pages, work);
            });
    accumulators.addAll(mine);
    return outcome;
  }
}
