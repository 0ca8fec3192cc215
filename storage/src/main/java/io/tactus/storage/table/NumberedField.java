package io.tactus.storage.table;

import io.tactus.storage.row.RowColumn;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;

/**
 * A field that becomes generated while there are rows: a new one gets the next numbers in the order
 * of the rows' slots, one that has values already tells the largest of them.
 *
 * <p>Threading: one thread.
 */
final class NumberedField {
  private final RowLayout layout;
  private final RowField field;
  private final boolean isNew;
  private long last;

  private NumberedField(RowLayout layout, RowField field, boolean isNew) {
    this.layout = layout;
    this.field = field;
    this.isNew = isNew;
  }

  /** Returns the field that becomes generated, or null. */
  static NumberedField of(RowLayout from, RowLayout to) {
    if (to.generatedOrdinal() < 0) {
      return null;
    }
    RowField field = to.field(to.generatedOrdinal());
    RowColumn source = from.columnById(field.id());
    if (source == null) {
      return new NumberedField(to, field, true);
    }
    return source.definition().generated() ? null : new NumberedField(to, field, false);
  }

  void startAfter(long number) {
    last = number;
  }

  long last() {
    return last;
  }

  /** Takes notice of a row, and gives it its number if the field is new. */
  void take(long row) {
    if (isNew) {
      // The numbers go on after those of another field, which may have been wider.
      if (Long.compareUnsigned(last, field.kind().maxLong()) >= 0) {
        throw FieldArithmetic.outOfRange(layout, field)
            .withHint("there are more rows than numbers");
      }
      field.putLong(row, ++last);
      return;
    }
    long number = field.getLong(row);
    if (field.kind().compareLong(number, 0) > 0 && Long.compareUnsigned(number, last) > 0) {
      last = number;
    }
  }
}
