package io.tactus.pipeline.runtime;

import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.Row;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowView;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.value.ValueSource;

/** Reads a row wherever it now lies. */
abstract class RowReader implements Row {
  private final RowView view = new RowView();

  /** Where the row lies at this moment: a write may move it. */
  abstract long address();

  abstract RowLayout layout();

  /** Where the row's values of variable length are at this moment. */
  abstract ValueSource values();

  private RowField field(Column column) {
    return TableColumn.in(layout(), column);
  }

  @Override
  public boolean isNull(Column column) {
    return field(column).isNull(address());
  }

  @Override
  public long getLong(Column column) {
    RowField field = field(column);
    if (!field.kind().isLong()) {
      throw wrongType(field, "an integer");
    }
    return field.getLong(address());
  }

  @Override
  public double getDouble(Column column) {
    RowField field = field(column);
    if (!field.kind().isFloat()) {
      throw wrongType(field, "a float");
    }
    return field.getDouble(address());
  }

  @Override
  public boolean getBoolean(Column column) {
    return getLong(column) != 0;
  }

  @Override
  public String getString(Column column) {
    RowField field = field(column);
    switch (field.kind()) {
      case STRING, TEXT, JSON, UUID, ENUM -> {}
      default -> throw wrongType(field, "a string");
    }
    return view.wrap(layout(), address(), values()).getString(field.ordinal());
  }

  @Override
  public byte[] getBytes(Column column) {
    RowField field = field(column);
    if (!field.isValue() && field.kind() != TypeKind.STRING) {
      throw wrongType(field, "bytes");
    }
    return view.wrap(layout(), address(), values()).getBytes(field.ordinal());
  }

  @Override
  public long version() {
    return RowLayout.sequence(address());
  }

  private static IllegalArgumentException wrongType(RowField field, String asked) {
    return new IllegalArgumentException(field.name() + " is " + field.type() + ", not " + asked);
  }
}
