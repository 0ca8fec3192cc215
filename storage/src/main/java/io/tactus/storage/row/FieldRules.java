package io.tactus.storage.row;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.json.InvalidValue;
import io.tactus.storage.schema.Literal;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.schema.TypeKind;

/**
 * Checks a value against its field's type and bounds. One place, so that a value is refused in the
 * same words wherever it enters. Threading: any thread.
 */
final class FieldRules {

  private FieldRules() {}

  static void checkLong(RowField field, long value) {
    TypeKind kind = field.kind();
    if (!kind.isLong()) {
      throw new IllegalArgumentException(
          field.name() + " of type " + field.type() + " is not carried by a long");
    }
    if (kind.compareLong(value, kind.minLong()) < 0
        || kind.compareLong(value, kind.maxLong()) > 0) {
      throw InvalidValue.outOfRange(kind.typeName(), shown(kind, value));
    }
    if (kind == TypeKind.ENUM && value >= field.enumNames().count()) {
      throw InvalidValue.outOfRange(field.type().toString(), Long.toString(value));
    }
    Literal min = field.definition().min();
    Literal max = field.definition().max();
    if (min != null && kind.compareLong(value, min.bits()) < 0) {
      throw outOfBounds(shown(kind, value), "min", shown(kind, min.bits()));
    }
    if (max != null && kind.compareLong(value, max.bits()) > 0) {
      throw outOfBounds(shown(kind, value), "max", shown(kind, max.bits()));
    }
  }

  static void checkDouble(RowField field, double value) {
    TypeKind kind = field.kind();
    if (!kind.isFloat()) {
      throw new IllegalArgumentException(
          field.name() + " of type " + field.type() + " is no float");
    }
    double stored = kind == TypeKind.F32 ? (float) value : value;
    if (!Double.isFinite(stored)) {
      throw InvalidValue.outOfRange(kind.typeName(), Double.toString(value));
    }
    Literal min = field.definition().min();
    Literal max = field.definition().max();
    if (min != null && stored < min.asDouble()) {
      throw outOfBounds(Double.toString(stored), "min", Double.toString(min.asDouble()));
    }
    if (max != null && stored > max.asDouble()) {
      throw outOfBounds(Double.toString(stored), "max", Double.toString(max.asDouble()));
    }
  }

  static void checkLength(RowField field, int lengthBytes) {
    boolean value = field.isValue();
    int capacity = value ? SchemaLimits.MAX_VALUE_BYTES : field.type().capacityBytes();
    if (lengthBytes > capacity) {
      String what = value ? "a value of " : "a string of ";
      String limit = value ? ", which takes at most " + capacity : "";
      throw new Rejection(
              RejectionCode.INVALID_VALUE,
              what + lengthBytes + " bytes is too long for " + field.type() + limit)
          .withName("value_too_long", "22001");
    }
  }

  /** The values of variable length of a row are too long together. */
  static Rejection valuesTooLong(RowLayout layout) {
    return new Rejection(
            RejectionCode.INVALID_VALUE,
            "the values of a row take at most "
                + SchemaLimits.MAX_ROW_VALUE_BYTES
                + " bytes together")
        .withName("value_too_long", "22001")
        .at(layout.tableName(), layout.valueField(0).name());
  }

  static Rejection isNull(RowField field, String table) {
    return new Rejection(
            RejectionCode.NOT_NULL, "field '" + field.name() + "' of '" + table + "' is required")
        .at(table, field.name());
  }

  /** A composite, array or reference of which some leaves are missing. */
  static Rejection incomplete(RowField missing, String table, boolean wasNull) {
    String column = missing.column().name();
    return new Rejection(
            RejectionCode.INVALID_VALUE,
            wasNull
                ? column + " is null: give all of it"
                : "'" + missing.name() + "' is missing: give all of '" + column + "'")
        .at(table, missing.name());
  }

  private static Rejection outOfBounds(String value, String bound, String limit) {
    String side = bound.equals("min") ? "below" : "above";
    return new Rejection(
        RejectionCode.CHECK, value + " is " + side + " the field's " + bound + " of " + limit);
  }

  private static String shown(TypeKind kind, long value) {
    return kind == TypeKind.U64 ? Long.toUnsignedString(value) : Long.toString(value);
  }
}
