package io.tactus.pipeline.runtime;

import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.MutableRow;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.value.ValueSource;
import java.util.BitSet;
import java.util.UUID;

/**
 * The row that a lane of parallel work looks at: in its page until something is set, then a copy.
 *
 * <p>Threading: the thread in the lane.
 */
final class ParallelRow extends RowReader implements MutableRow {
  private final RowLayout layout;
  private final ValueSource values;
  private final BitSet changeable;
  private final WorkMeter meter = new WorkMeter();
  private final RowDraft draft;
  private long address;
  private boolean touched;

  /**
   * @param changeable ordinals that may be set; shared, not changed
   */
  ParallelRow(RowLayout layout, BitSet changeable, ValueSource values) {
    this.layout = layout;
    this.values = values;
    this.changeable = changeable;
    this.draft = changeable.isEmpty() ? null : new RowDraft();
  }

  WorkMeter meter() {
    return meter;
  }

  void wrap(long newAddress) {
    address = newAddress;
    touched = false;
  }

  /** Tells whether anything was set; then {@link #address()} is the new row. */
  boolean isTouched() {
    return touched;
  }

  @Override
  long address() {
    return address;
  }

  @Override
  RowLayout layout() {
    return layout;
  }

  @Override
  ValueSource values() {
    return values;
  }

  @Override
  public MutableRow set(Column column, long value) {
    RowField field = touch(column);
    if (field.kind().isFloat()) {
      draft.setDouble(field.ordinal(), (double) value);
    } else {
      draft.setLong(field.ordinal(), value);
    }
    return this;
  }

  @Override
  public MutableRow set(Column column, double value) {
    draft.setDouble(touch(column).ordinal(), value);
    return this;
  }

  @Override
  public MutableRow set(Column column, boolean value) {
    draft.setBoolean(touch(column).ordinal(), value);
    return this;
  }

  @Override
  public MutableRow set(Column column, String value) {
    RowField field = touch(column);
    if (value == null) {
      draft.setNull(field.ordinal());
    } else if (field.kind() == TypeKind.UUID) {
      UUID uuid = UUID.fromString(value);
      draft.setUuid(field.ordinal(), uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    } else {
      draft.setString(field.ordinal(), value);
    }
    return this;
  }

  @Override
  public MutableRow setNull(Column column) {
    draft.setNull(touch(column).ordinal());
    return this;
  }

  private RowField touch(Column column) {
    RowField field = TableColumn.in(layout, column);
    if (!changeable.get(field.ordinal())) {
      throw new IllegalArgumentException(
          "column " + field.name() + " was not named to update(change, columns)");
    }
    if (!touched) {
      draft.reset(layout);
      draft.copyFrom(address);
      address = draft.rowAddress();
      touched = true;
    }
    return field;
  }
}
