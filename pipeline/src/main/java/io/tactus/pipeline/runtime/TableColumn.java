package io.tactus.pipeline.runtime;

import io.tactus.pipeline.procedure.Column;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;

/**
 * A field, resolved. Game code may keep one through a schema change: where the row it is used on
 * has another layout, the field is found again by its name, as if it had been resolved anew. So
 * what happens does not depend on when the code was loaded, and no row is read with a wrong offset.
 */
record TableColumn(RowField field) implements Column {

  /**
   * Returns the field in a layout.
   *
   * @throws IllegalArgumentException if it has none of the name any more
   */
  static RowField in(RowLayout layout, Column column) {
    RowField known = ((TableColumn) column).field;
    int ordinal = known.ordinal();
    if (ordinal < layout.fieldCount() && layout.field(ordinal) == known) {
      return known;
    }
    RowField field = layout.field(known.name());
    if (field == null) {
      throw new IllegalArgumentException(
          "table " + layout.tableName() + " has no column " + known.name());
    }
    return field;
  }

  @Override
  public String name() {
    return field.name();
  }

  @Override
  public int ordinal() {
    return field.ordinal();
  }
}
