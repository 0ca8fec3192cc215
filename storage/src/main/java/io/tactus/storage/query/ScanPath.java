package io.tactus.storage.query;

import io.tactus.storage.query.kernel.Kernel;
import io.tactus.storage.query.kernel.PageSelection;
import io.tactus.storage.table.PageCursor;
import io.tactus.storage.table.ScanCursor;
import java.util.BitSet;

/**
 * Every row of the table, in slot order. Free slots are looked at, and counted, as rows are: a
 * table that once was large is as long a walk as ever. Threading: immutable.
 */
final class ScanPath extends AccessPath {

  private final Predicate dear;

  ScanPath(Filter filter) {
    super(filter, new BitSet());
    dear = filter.dear();
  }

  @Override
  String kind() {
    return "scan";
  }

  @Override
  String index() {
    return "";
  }

  @Override
  long candidates(long tableRows) {
    return tableRows;
  }

  @Override
  boolean visitsSlots() {
    return true;
  }

  @Override
  long costPerRow() {
    return 1;
  }

  @Override
  long count(PathWalk walk) {
    return wantsAll() ? walk.rowCount() : -1;
  }

  @Override
  void walk(PathWalk walk) {
    walk.beginScan(testCost());
    if (walk.beginPages()) {
      walkPages(walk);
    } else {
      walkRows(walk);
    }
  }

  /**
   * A page is looked at, and counted, as a whole, also if its first row is enough; but long texts
   * only of rows the other conditions leave, one by one, since each is charged by its length.
   */
  private void walkPages(PathWalk walk) {
    Kernel kernel = filter().cheap().kernel();
    PageCursor pages = walk.pageCursor();
    PageSelection selection = walk.selection();
    selection.prepare(filter().layout().rowBytes(), walk.isDense(), walk.values());
    while (pages.next()) {
      selection.select(kernel, pages.address(), pages.rows());
      walk.scanned(pages.rows(), testCost());
      if (dear == null && walk.sink().counts(selection.count())) {
        continue;
      }
      for (int row = selection.next(0); row >= 0; row = selection.next(row + 1)) {
        long address = selection.rowAddress(row);
        boolean wanted =
            dear == null || dear.test(address, walk.values(), walk.work()) == Predicate.TRUE;
        if (wanted && !walk.sink().row(address, pages.slot(row))) {
          return;
        }
      }
    }
  }

  private void walkRows(PathWalk walk) {
    ScanCursor cursor = walk.scanCursor();
    while (cursor.next()) {
      long row = cursor.address();
      walk.scanned(testCost());
      if (wants(walk, row) && !walk.sink().row(row, cursor.slot())) {
        return;
      }
    }
  }
}
