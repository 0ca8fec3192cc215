package io.tactus.storage.alteration;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowColumn;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import java.util.List;
import java.util.Objects;

/** How leaves of two layouts of a table belong together. Threading: stateless. */
final class Leaves {

  private Leaves() {}

  /** Returns the leaf of the old layout that becomes this one, or null if it is new. */
  static RowField source(RowLayout from, RowField target) {
    RowColumn column = from.columnById(target.id());
    return column == null || target.position() >= column.leafCount()
        ? null
        : from.field(column.firstLeaf() + target.position());
  }

  static boolean sameType(RowField source, RowField target) {
    List<String> names = names(source);
    return source.type().equals(target.type())
        && names.size() <= names(target).size()
        && names.equals(names(target).subList(0, names.size()));
  }

  /**
   * An enum with further names behind those it had is the same as long as it has the same width.
   */
  private static List<String> names(RowField leaf) {
    return leaf.enumType() == null ? List.of() : leaf.enumType().values();
  }

  static boolean sameBounds(RowField source, RowField target) {
    return Objects.equals(source.definition().min(), target.definition().min())
        && Objects.equals(source.definition().max(), target.definition().max());
  }

  /** Tells whether the bytes of a row need not change for this leaf. */
  static boolean samePlace(RowField source, RowField target) {
    return source.offset() == target.offset()
        && source.nullable() == target.nullable()
        && sameType(source, target)
        && !(source.kind().isFloat() && newlyIndexed(source, target));
  }

  static boolean newlyIndexed(RowField source, RowField target) {
    return target.indexed() && !source.indexed();
  }

  static void putNull(RowLayout layout, RowField target, long newRow) {
    if (!target.nullable()) {
      throw new Rejection(
              RejectionCode.NOT_NULL,
              "field '" + target.name() + "' is null in a row, so it must stay nullable")
          .at(layout.tableName(), target.name());
    }
    target.putNull(newRow);
  }
}
