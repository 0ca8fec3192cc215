package io.tactus.storage.query;

import io.tactus.storage.table.ScanCursor;
import java.util.BitSet;

/** Every row of the table, in slot order. Threading: immutable. */
final class ScanPath extends AccessPath {

  ScanPath(Filter filter) {
    super(filter, new BitSet());
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
  long costPerRow() {
    return 1;
  }

  @Override
  void walk(PathWalk walk) {
    walk.beginScan(testCost());
    ScanCursor cursor = walk.scanCursor();
    while (cursor.next()) {
      long row = cursor.address();
      walk.scanned(testCost());
      if (wants(row) && !walk.sink().row(row, cursor.slot())) {
        return;
      }
    }
  }
}
