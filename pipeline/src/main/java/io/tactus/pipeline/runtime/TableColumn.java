package io.tactus.pipeline.runtime;

import io.tactus.pipeline.procedure.Column;
import io.tactus.storage.row.RowField;

/** A field, resolved. */
record TableColumn(RowField field) implements Column {
  @Override
  public String name() {
    return field.name();
  }

  @Override
  public int ordinal() {
    return field.ordinal();
  }
}
