package io.tactus.storage.parallel;

import io.tactus.storage.row.RowColumn;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.Shape;
import io.tactus.storage.table.BulkChange;
import io.tactus.storage.table.PageCursor;
import io.tactus.storage.table.PageRanges;
import io.tactus.storage.table.Table;

/**
 * Changes rows of a table by all ranges at once, all or nothing.
 *
 * <pre>
 *   compute   several threads   read pages, make new rows and hashes in memory of their ranges
 *   apply     the writer        range by range: budget, row changes, undo log, the row in its page
 * </pre>
 *
 * <p>Nothing is shared that is written: a failure in the first step leaves no trace, and one in the
 * second is undone like any other write. The caller's function, the rules and the two hashes of
 * each row are shared among the threads; the second step only copies.
 *
 * <p>Threading: the tick thread calls.
 */
public final class ParallelUpdate implements AutoCloseable {

  private final Table table;
  private final RangeChanges[] changes;
  private final RangeOutcome outcome;

  private ParallelUpdate(Table table, RangeChanges[] changes, RangeOutcome outcome) {
    this.table = table;
    this.changes = changes;
    this.outcome = outcome;
  }

  /**
   * Computes new rows in all ranges.
   *
   * @param maxSteps steps that all ranges together may take, as the updater counts them
   */
  public static ParallelUpdate compute(
      ParallelWorkers workers,
      Table table,
      PageRanges ranges,
      long maxSteps,
      RangeUpdater updater) {
    RangeChanges[] changes = new RangeChanges[ranges.count()];
    RangeOutcome outcome =
        workers.run(
            ranges.count(),
            maxSteps,
            table.bulkChange().maxBytes(),
            (range, work) -> {
              RangeChanges mine = new RangeChanges(ranges.meta(), ranges.values());
              changes[range] = mine;
              PageCursor pages = new PageCursor();
              ranges.pages(pages, range);
              try {
                updater.update(pages, mine, work);
              } finally {
                work.bytes(mine.changeBytes());
              }
            });
    return new ParallelUpdate(table, changes, outcome);
  }

  /** Returns what happened in the ranges; its bytes are those of old and new rows together. */
  public RangeOutcome outcome() {
    return outcome;
  }

  /**
   * Writes the new rows. Only if no range failed and no limit of steps was passed; more bytes than
   * allowed are refused here.
   *
   * @return how many rows changed
   * @throws io.tactus.storage.Rejection WORK_BUDGET; nothing is changed then
   */
  public long apply() {
    BulkChange bulk = table.bulkChange().begin();
    boolean done = false;
    try {
      long rows = 0;
      long hashDifference = 0;
      for (RangeChanges range : changes) {
        if (range != null) {
          range.applyTo(bulk);
          rows += range.count();
          hashDifference += range.hashDifference();
        }
      }
      bulk.end(hashDifference);
      done = true;
      return rows;
    } finally {
      if (!done) {
        bulk.takeBack();
      }
    }
  }

  /**
   * Demands that a field may be changed this way: of fixed size, in no key, no index, no reference,
   * and not generated; nor may null, which is one for a whole column, reach an index by it.
   *
   * @throws IllegalArgumentException that says why not
   */
  public static void requireChangeable(RowLayout layout, RowField field) {
    String reason = null;
    if (field.definition().generated()) {
      reason = "is generated";
    } else if (field.indexed()) {
      reason = "is part of a key or an index";
    } else if (field.nullable() && isIndexedInPart(layout, field.column())) {
      reason = "is null together with a part of '" + field.column().name() + "' in an index";
    } else if (field.column().shape() instanceof Shape.Reference) {
      reason = "is a reference";
    } else if (field.kind().isVariable()) {
      reason = "is of variable length";
    }
    if (field.isValue()) {
      reason = "is of type " + field.type();
    }
    if (reason != null) {
      throw new IllegalArgumentException(
          "field '"
              + field.name()
              + "' of '"
              + layout.tableName()
              + "' "
              + reason
              + ": it cannot be changed in parallel, only row by row");
    }
  }

  private static boolean isIndexedInPart(RowLayout layout, RowColumn column) {
    for (int i = 0; i < column.leafCount(); i++) {
      if (layout.field(column.firstLeaf() + i).indexed()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    for (RangeChanges range : changes) {
      if (range != null) {
        range.close();
      }
    }
  }
}
