package io.tactus.pipeline.runtime;

import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.MutableRow;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowColumn;
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
  private final BitSet partly = new BitSet();
  private long stored;
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
    stored = newAddress;
    address = newAddress;
    touched = false;
    partly.clear();
  }

  /** Tells whether anything was set; then {@link #address()} is the new row. */
  boolean isTouched() {
    return touched;
  }

  /**
   * Ends the changes to this row.
   *
   * @throws Rejection INVALID_VALUE if a column of several leaves was null and got only some
   */
  void finish() {
    for (int leaf = partly.nextSetBit(0); leaf >= 0; leaf = partly.nextSetBit(leaf + 1)) {
      RowColumn column = layout.field(leaf).column();
      int first = column.firstLeaf();
      if (!column.isNull(address)
          && partly.get(first, first + column.leafCount()).cardinality() < column.leafCount()) {
        throw new Rejection(RejectionCode.INVALID_VALUE, column.name() + " is null: give all of it")
            .at(layout.tableName(), column.name());
      }
    }
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
    RowColumn whole = field.column();
    if (whole.leafCount() > 1 && whole.isNull(stored)) {
      partly.set(field.ordinal());
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
