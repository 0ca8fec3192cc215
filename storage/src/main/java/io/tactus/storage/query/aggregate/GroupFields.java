package io.tactus.storage.query.aggregate;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.index.Hash64;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowJson;

/**
 * The fields by which rows are grouped. Nulls are equal to each other, and so are 0.0 and -0.0.
 * Threading: immutable; nothing is allocated per row.
 */
public final class GroupFields {

  private final RowField[] fields;

  /** Groups by these fields; by none, all rows are one group. */
  public GroupFields(RowField[] fields) {
    this.fields = fields.clone();
  }

  /** Returns how many fields there are. */
  public int size() {
    return fields.length;
  }

  /** Returns a field. */
  public RowField field(int position) {
    return fields[position];
  }

  long hash(long row) {
    long hash = 0;
    for (RowField field : fields) {
      hash = Hash64.ofLong(hash * 31 + (field.isNull(row) ? 1 : value(field, row)));
    }
    return hash;
  }

  private static long value(RowField field, long row) {
    return switch (field.kind()) {
      case F32, F64 -> Double.doubleToRawLongBits(field.getDouble(row) + 0.0);
      case UUID -> field.getUuidHigh(row) * 31 + field.getUuidLow(row);
      case STRING -> Hash64.of(field.stringAddress(row), field.stringLength(row), 0);
      default -> field.getLong(row);
    };
  }

  boolean same(long left, long right) {
    for (RowField field : fields) {
      if (field.compare(left, right) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Writes a field of the group a row belongs to. */
  void write(JsonWriter out, RowJson rows, int position, long row) {
    RowField field = fields[position];
    if (field.kind().isFloat() && !field.isNull(row)) {
      Numbers.write(out, field.kind(), field.getDouble(row) + 0.0);
    } else {
      rows.writeValue(out, field, row);
    }
  }
}
