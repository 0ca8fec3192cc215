package io.tactus.storage.relation;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowColumn;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.KeyText;
import io.tactus.storage.table.TableMeta;
import java.util.ArrayList;
import java.util.List;

/**
 * The two ways in which a reference is violated, in PostgreSQL's words. Both name the table and the
 * field that refer. Threading: stateless; cold.
 */
final class ReferenceErrors {

  private ReferenceErrors() {}

  /** A row refers to a row that is not there. */
  static Rejection missing(Relation relation, long row) {
    TableMeta table = relation.table();
    return new Rejection(
            RejectionCode.REFERENCE,
            "insert or update on table \""
                + table.name()
                + "\" violates foreign key constraint \""
                + constraint(relation)
                + '"')
        .withDetail(
            "Key "
                + KeyText.describe(table.layout(), leaves(relation), row)
                + " is not present in table \""
                + relation.target().name()
                + "\".")
        .at(table.name(), relation.column().name());
  }

  /** As {@link #missing}, for a row that is there already: the hint says which. */
  static Rejection missingOf(Relation relation, long row) {
    return missing(relation, row).withHint("the row is " + key(relation.table(), row));
  }

  /**
   * A row that is referred to is gone.
   *
   * @param goneRow the row as it was
   * @param referrer one row that still refers to it
   */
  static Rejection stillReferenced(Relation relation, long goneRow, long referrer) {
    TableMeta table = relation.table();
    TableMeta target = relation.target();
    return new Rejection(
            RejectionCode.REFERENCE,
            "update or delete on table \""
                + target.name()
                + "\" violates foreign key constraint \""
                + constraint(relation)
                + "\" on table \""
                + table.name()
                + '"')
        .withDetail(
            "Key "
                + key(target, goneRow)
                + " is still referenced from table \""
                + table.name()
                + "\".")
        .withHint("one of the rows that refer to it is " + key(table, referrer))
        .at(table.name(), relation.column().name());
  }

  private static String constraint(Relation relation) {
    return relation.table().name() + '_' + relation.column().name() + "_fkey";
  }

  private static String key(TableMeta table, long row) {
    return KeyText.describe(table.layout(), table.primary().key().names(), row);
  }

  private static List<String> leaves(Relation relation) {
    RowLayout layout = relation.table().layout();
    RowColumn column = relation.column();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < column.leafCount(); i++) {
      names.add(layout.field(column.firstLeaf() + i).name());
    }
    return names;
  }
}
