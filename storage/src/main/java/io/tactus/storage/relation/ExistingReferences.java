package io.tactus.storage.relation;

import io.tactus.storage.schema.Shape;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import java.util.function.Function;

/**
 * Checks the references that rows hold already, when a schema change makes them: a field that is
 * new and has a default, one that was a plain value before, one whose target has another key now.
 * References that the change leaves as they are, renames included, are not looked up again.
 *
 * <p>Threading: tick thread only; cold, walks every table that has such a reference.
 */
public final class ExistingReferences {
  private final Relations before;
  private final Function<TableMeta, Table> tables;
  private final ScanCursor cursor = new ScanCursor();

  /**
   * Prepares to check.
   *
   * @param before the relations that hold
   * @param tables opens a table of the working state
   */
  public ExistingReferences(Relations before, Function<TableMeta, Table> tables) {
    this.before = before;
    this.tables = tables;
  }

  /**
   * Checks what the rows refer to by the relations there are to be; tables and indexes are what
   * they are to be already.
   *
   * @throws io.tactus.storage.Rejection REFERENCE for the first row, by table, field and slot, that
   *     refers to nothing; it names the row
   */
  public void check(Relations after) {
    for (Relation relation : after.all()) {
      if (!holds(relation)) {
        check(relation);
      }
    }
  }

  private boolean holds(Relation relation) {
    for (Relation old : before.from(relation.table().id())) {
      if (old.column().id() == relation.column().id()) {
        return old.target().id() == relation.target().id()
            && old.column().nullable() == relation.column().nullable()
            && key(old).equals(key(relation))
            && keyFields(old.target()).equals(keyFields(relation.target()));
      }
    }
    return false;
  }

  private static Object key(Relation relation) {
    return ((Shape.Reference) relation.column().shape()).key();
  }

  private static Object keyFields(TableMeta target) {
    return target.definition().primaryKey().stream()
        .map(path -> target.definition().columnOf(path).id() + rest(path))
        .toList();
  }

  private static String rest(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? "" : path.substring(dot);
  }

  private void check(Relation relation) {
    Table referring = tables.apply(relation.table());
    Table target = tables.apply(relation.target());
    referring.scan(cursor);
    while (cursor.next()) {
      long row = cursor.address();
      if (!relation.isNull(row) && target.find(relation.keyIn(row)) == 0) {
        throw ReferenceErrors.missingOf(relation, row);
      }
    }
  }
}
