package io.tactus.storage.catalog;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowColumn;
import io.tactus.storage.schema.Shape;
import io.tactus.storage.table.KeyText;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;

/**
 * Looks whether the values of a field that becomes a reference are keys of rows that are there.
 *
 * <p>Threading: tick thread only; cold.
 */
final class ReferenceCheck {
  private final Catalog before;
  private final Catalog after;
  private final TableOpener tables;

  ReferenceCheck(Catalog before, Catalog after, TableOpener tables) {
    this.before = before;
    this.after = after;
    this.tables = tables;
  }

  /**
   * Checks the columns of a table that refer to something else than they did.
   *
   * @throws Rejection REFERENCE naming field and row
   */
  void check(TableMeta old, TableMeta table) {
    for (int i = 0; i < table.layout().columnCount(); i++) {
      RowColumn column = table.layout().column(i);
      if (column.shape() instanceof Shape.Reference reference) {
        TableMeta target = after.table(reference.table());
        RowColumn source = old.layout().columnById(column.id());
        if (source == null || !refersTo(source, target)) {
          checkRows(table, column, target);
        }
      }
    }
  }

  private boolean refersTo(RowColumn source, TableMeta target) {
    return source.shape() instanceof Shape.Reference reference
        && before.table(reference.table()).id() == target.id();
  }

  private void checkRows(TableMeta meta, RowColumn column, TableMeta targetMeta) {
    Table table = tables.open(meta);
    Table target = tables.open(targetMeta);
    ScanCursor cursor = new ScanCursor();
    table.scan(cursor);
    while (cursor.next()) {
      long row = cursor.address();
      // A reference holds the target's key fields side by side: a key image.
      if (!column.isNull(row) && target.findSlot(row + column.offset()) < 0) {
        throw new Rejection(
                RejectionCode.REFERENCE,
                "a row refers to a row of " + targetMeta.name() + " that is not there")
            .withDetail(
                "The row with the key "
                    + KeyText.describe(meta.layout(), meta.definition().primaryKey(), row)
                    + " does not allow it.")
            .at(meta.name(), column.name());
      }
    }
  }
}
