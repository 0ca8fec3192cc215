package io.tactus.pipeline.runtime;

import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.MutableRow;
import io.tactus.pipeline.procedure.Parallel;
import io.tactus.pipeline.procedure.Row;
import io.tactus.storage.parallel.ParallelScan;
import io.tactus.storage.parallel.ParallelUpdate;
import io.tactus.storage.parallel.ParallelWorkers;
import io.tactus.storage.parallel.RangeChanges;
import io.tactus.storage.parallel.RangeOutcome;
import io.tactus.storage.parallel.RangeWork;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.PageCursor;
import io.tactus.storage.table.PageRanges;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Parallel work on a table of the open transaction or of a pinned version.
 *
 * <p>While it runs, the procedure's own meter refuses everything and each range has one of its own
 * with all the steps that are left; what the ranges used is charged afterwards, in their order.
 *
 * <p>Threading: the procedure's thread calls; lanes belong to one thread each.
 */
final class ParallelTable implements Parallel {
  private final ParallelWorkers workers;
  private final WorkMeter meter;
  private final RowLayout layout;
  private final Supplier<PageRanges> ranges;
  private final io.tactus.storage.table.Table table;
  private final Predicate<? super Row> condition;

  /**
   * @param table that of the transaction, or null if nothing may be changed
   */
  ParallelTable(
      ParallelWorkers workers,
      WorkMeter meter,
      RowLayout layout,
      Supplier<PageRanges> ranges,
      io.tactus.storage.table.Table table) {
    this(workers, meter, layout, ranges, table, row -> true);
  }

  private ParallelTable(
      ParallelWorkers workers,
      WorkMeter meter,
      RowLayout layout,
      Supplier<PageRanges> ranges,
      io.tactus.storage.table.Table table,
      Predicate<? super Row> condition) {
    this.workers = workers;
    this.meter = meter;
    this.layout = layout;
    this.ranges = ranges;
    this.table = table;
    this.condition = condition;
  }

  @Override
  public Parallel where(Predicate<? super Row> more) {
    Predicate<? super Row> before = condition;
    return new ParallelTable(
        workers, meter, layout, ranges, table, row -> before.test(row) && more.test(row));
  }

  @Override
  public <A> A reduce(
      Supplier<? extends A> newAccumulator,
      BiConsumer<? super A, ? super Row> step,
      BinaryOperator<A> merge) {
    meter.charge(1);
    PageRanges cut = ranges.get();
    List<A> accumulators = new SpacedList<>(cut.count(), newAccumulator);
    List<ParallelRow> rows = lanes(new BitSet(), cut);
    long steps = meter.suspend();
    RangeOutcome outcome;
    try {
      outcome =
          ParallelScan.<A>run(
              workers,
              cut,
              steps,
              accumulators,
              (accumulator, pages, work) -> {
                ParallelRow row = rows.get(work.lane());
                eachRow(pages, null, work, row, steps, () -> step.accept(accumulator, row));
              });
    } finally {
      meter.resume();
    }
    meter.charge(outcome.steps());
    outcome.rethrow();
    A result = newAccumulator.get();
    for (A accumulator : accumulators) {
      result = merge.apply(result, accumulator);
    }
    return result;
  }

  @Override
  public <T> List<T> map(Function<? super Row, ? extends T> function) {
    return reduce(
        ArrayList<T>::new,
        (list, row) -> list.add(function.apply(row)),
        (left, right) -> {
          left.addAll(right);
          return left;
        });
  }

  @Override
  public long count() {
    return reduce(
        () -> new long[1],
        (count, row) -> count[0]++,
        (left, right) -> {
          left[0] += right[0];
          return left;
        })[0];
  }

  @Override
  public long update(Consumer<? super MutableRow> change, Column... columns) {
    if (table == null) {
      throw VersionContext.readOnly();
    }
    meter.charge(1);
    BitSet changeable = new BitSet();
    for (Column column : columns) {
      RowField field = TableColumn.in(layout, column);
      ParallelUpdate.requireChangeable(layout, field);
      changeable.set(field.ordinal());
    }
    PageRanges cut = ranges.get();
    List<ParallelRow> rows = lanes(changeable, cut);
    long steps = meter.suspend();
    ParallelUpdate computed;
    try {
      computed =
          ParallelUpdate.compute(
              workers,
              table,
              cut,
              steps,
              (pages, changes, work) -> {
                ParallelRow row = rows.get(work.lane());
                eachRow(pages, changes, work, row, steps, () -> change.accept(row));
              });
    } finally {
      meter.resume();
    }
    try (ParallelUpdate update = computed) {
      meter.charge(update.outcome().steps());
      update.outcome().rethrow();
      return update.apply();
    }
  }

  private List<ParallelRow> lanes(BitSet changeable, PageRanges cut) {
    return new SpacedList<>(
        workers.lanes(), () -> new ParallelRow(layout, changeable, cut.values()));
  }

  /** Runs {@code body} for each row of a range, on whatever thread this is. */
  private void eachRow(
      PageCursor pages,
      RangeChanges changes,
      RangeWork work,
      ParallelRow row,
      long steps,
      Runnable body) {
    WorkMeter mine = row.meter();
    mine.begin(steps);
    mine.enterGameCode();
    try {
      while (pages.next()) {
        for (int i = 0; i < pages.rows(); i++) {
          long address = pages.address() + (long) i * layout.rowBytes();
          if (RowLayout.sequence(address) > 0) {
            mine.charge(1);
            row.wrap(address);
            if (condition.test(row)) {
              body.run();
              if (row.isTouched()) {
                row.finish();
                changes.replace(pages.slot(i), address, row.address());
              }
            }
          }
        }
      }
    } finally {
      mine.leaveGameCode();
      work.steps(mine.isExhausted() ? steps + 1 : mine.used());
    }
  }
}
