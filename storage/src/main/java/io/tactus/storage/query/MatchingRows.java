package io.tactus.storage.query;

import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.WorkBudget;
import java.util.Arrays;
import java.util.List;

/**
 * Walks over the rows of a working state that match a filter while they are changed: {@code begin},
 * then {@code while (next()) slot()}.
 *
 * <p>Rows come in the order of their slots whatever the path, so the outcome of a command does not
 * hang on which one the planner takes. Along an index all slots are collected first, because
 * changes move its entries; a row that an earlier change of the same walk took away or altered so
 * that it no longer matches is left out.
 *
 * <p>Threading: the working state's owner. Reusable.
 */
public final class MatchingRows {

  private final PathWalk walk = new PathWalk(new QueryWork());
  private final WorkingRows rows = new WorkingRows();
  private final ScanCursor scan = new ScanCursor();
  private final RowSink collector = this::collect;
  private long[] slots = new long[64];
  private int count;
  private int at;
  private boolean scanning;
  private Filter filter;
  private List<AccessPath> paths;
  private Table table;
  private WorkBudget budget;
  private long slot;

  /** Creates a walk over nothing. */
  public MatchingRows() {}

  /**
   * Begins a walk.
   *
   * @throws io.tactus.storage.Rejection WORK_BUDGET
   */
  public void begin(Filter newFilter, Table newTable, WorkBudget newBudget) {
    if (newFilter != filter) {
      filter = newFilter;
      RowOrder any = RowOrder.compile(filter.layout(), "");
      paths = Planner.paths(filter.layout(), filter, any);
    }
    table = newTable;
    budget = newBudget;
    count = 0;
    at = 0;
    AccessPath path = Planner.cheapest(paths, table.rowCount(), table.slotCount(), Long.MAX_VALUE);
    scanning = path instanceof ScanPath;
    if (scanning) {
      table.scan(scan);
      return;
    }
    walk.work().begin(table.meta().name(), budget);
    walk.run(path, rows.bind(table), collector);
    Arrays.sort(slots, 0, count);
  }

  private boolean collect(long row, long found) {
    if (count == slots.length) {
      slots = Arrays.copyOf(slots, 2 * count);
    }
    slots[count++] = found;
    return true;
  }

  /** Moves to the next row that matches. */
  public boolean next() {
    if (scanning) {
      while (scan.next()) {
        if (filter.matches(scan.address(), table, budget)) {
          slot = scan.slot();
          return true;
        }
      }
      return false;
    }
    while (at < count) {
      slot = slots[at++];
      long row = table.rowAddress(slot);
      if (RowLayout.sequence(row) > 0 && filter.matches(row, table, budget)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the slot of the row. */
  public long slot() {
    return slot;
  }

  /** Returns the row's address, valid until the next write. */
  public long address() {
    return table.rowAddress(slot);
  }
}
