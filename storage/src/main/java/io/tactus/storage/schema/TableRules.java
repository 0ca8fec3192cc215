package io.tactus.storage.schema;

import io.tactus.storage.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;

/** What must hold of a table, wherever its definition came from. */
final class TableRules {

  private static final int ROW_HEADER_BYTES = 8;

  private TableRules() {}

  /**
   * Checks a table.
   *
   * @param place where the table stands in its document, empty or ending in a dot
   */
  static void check(TableDefinition table, String place) {
    try {
      checkName(place + "name", table.name());
      checkFields(table, place);
      checkKey(table, place + "primaryKey", table.primaryKey());
      checkPrimaryKey(table, place);
      IndexRules.check(table, place);
      checkRowBytes(table, place);
    } catch (Rejection refused) {
      throw refused.at(table.name(), refused.field());
    }
  }

  static void checkName(String place, String name) {
    boolean valid = !name.isEmpty() && name.length() <= SchemaLimits.MAX_NAME_LENGTH;
    for (int i = 0; valid && i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
      valid = letter || (i > 0 && c >= '0' && c <= '9');
    }
    if (!valid) {
      throw SchemaErrors.invalid(
          place,
          "a name is a letter and at most 62 letters, digits or underscores, not '" + name + "'");
    }
    if (name.charAt(0) == '_') {
      throw SchemaErrors.invalid(place, "names that begin with '_' belong to the system");
    }
  }

  private static void checkFields(TableDefinition table, String place) {
    List<Field> fields = table.fields();
    if (fields.isEmpty() || fields.size() > SchemaLimits.MAX_FIELDS) {
      throw SchemaErrors.invalid(
          place + "fields",
          "a table has 1 to " + SchemaLimits.MAX_FIELDS + " fields, not " + fields.size());
    }
    TreeSet<String> names = new TreeSet<>();
    TreeSet<Integer> ids = new TreeSet<>();
    int generated = 0;
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      String here = place + "fields[" + i + "]";
      checkName(here + ".name", field.name());
      if (!names.add(field.name())) {
        throw SchemaErrors.invalid(here + ".name", "'" + field.name() + "' occurs twice");
      }
      if (field.id() < 0 || (field.id() > 0 && !ids.add(field.id()))) {
        throw SchemaErrors.invalid(here + ".id", field.id() + " occurs twice or is negative");
      }
      generated += field.generated() ? 1 : 0;
      if (generated > 1) {
        throw SchemaErrors.invalid(here + ".generated", "a table has at most one generated field");
      }
      try {
        checkField(field, here);
      } catch (Rejection refused) {
        throw refused.at(table.name(), field.name());
      }
    }
  }

  private static void checkField(Field field, String place) {
    TypeKind kind = field.type().kind();
    if (field.generated()) {
      boolean bare = field.defaultValue() == null && field.min() == null && field.max() == null;
      if (!kind.isInteger() || field.nullable() || !bare) {
        throw SchemaErrors.invalid(
            place + ".generated", "only an integer, not nullable, without default, min and max");
      }
    }
    if (!kind.hasBounds() && (field.min() != null || field.max() != null)) {
      throw SchemaErrors.invalid(
          place + (field.min() != null ? ".min" : ".max"), field.type() + " takes no bounds");
    }
    checkConstant(field, field.min(), place + ".min");
    checkConstant(field, field.max(), place + ".max");
    checkConstant(field, field.defaultValue(), place + ".default");
    if (field.min() != null && field.max() != null && compare(kind, field.min(), field.max()) > 0) {
      throw SchemaErrors.invalid(place + ".min", "above max");
    }
    if (field.defaultValue() != null) {
      boolean below = field.min() != null && compare(kind, field.defaultValue(), field.min()) < 0;
      boolean above = field.max() != null && compare(kind, field.defaultValue(), field.max()) > 0;
      if (below || above) {
        throw SchemaErrors.invalid(place + ".default", below ? "below min" : "above max");
      }
    }
  }

  private static void checkConstant(Field field, Literal value, String place) {
    if (value == null) {
      return;
    }
    TypeKind kind = field.type().kind();
    boolean fits =
        switch (kind) {
          case F32 ->
              Double.isFinite(value.asDouble()) && (float) value.asDouble() == value.asDouble();
          case F64 -> Double.isFinite(value.asDouble());
          case UUID -> true;
          case STRING ->
              value.text().getBytes(StandardCharsets.UTF_8).length <= field.type().capacityBytes();
          default ->
              kind.compareLong(value.bits(), kind.minLong()) >= 0
                  && kind.compareLong(value.bits(), kind.maxLong()) <= 0;
        };
    if (!fits) {
      throw SchemaErrors.invalid(place, "does not fit " + field.type());
    }
  }

  private static int compare(TypeKind kind, Literal left, Literal right) {
    return kind.isFloat()
        ? Double.compare(left.asDouble() + 0.0, right.asDouble() + 0.0)
        : kind.compareLong(left.bits(), right.bits());
  }

  static void checkKey(TableDefinition table, String place, List<String> names) {
    if (names.isEmpty() || names.size() > SchemaLimits.MAX_KEY_FIELDS) {
      throw SchemaErrors.invalid(
          place, "1 to " + SchemaLimits.MAX_KEY_FIELDS + " fields, not " + names.size());
    }
    TreeSet<String> seen = new TreeSet<>();
    int bytes = 0;
    for (int i = 0; i < names.size(); i++) {
      String here = place + "[" + i + "]";
      Field field = table.field(names.get(i));
      if (field == null) {
        throw SchemaErrors.invalid(here, "there is no field '" + names.get(i) + "'");
      }
      if (!seen.add(field.name())) {
        throw SchemaErrors.invalid(here, "'" + field.name() + "' occurs twice");
      }
      bytes += field.type().sizeBytes();
    }
    if (bytes > SchemaLimits.MAX_KEY_BYTES) {
      throw SchemaErrors.invalid(
          place, bytes + " bytes, at most " + SchemaLimits.MAX_KEY_BYTES + " are allowed");
    }
  }

  private static void checkPrimaryKey(TableDefinition table, String place) {
    for (int i = 0; i < table.primaryKey().size(); i++) {
      Field field = table.field(table.primaryKey().get(i));
      if (field.nullable()) {
        throw SchemaErrors.invalid(
            place + "primaryKey[" + i + "]", "'" + field.name() + "' is nullable");
      }
    }
  }

  private static void checkRowBytes(TableDefinition table, String place) {
    int nullable = 0;
    long bytes = ROW_HEADER_BYTES;
    for (Field field : table.fields()) {
      nullable += field.nullable() ? 1 : 0;
      bytes += field.type().sizeBytes();
    }
    bytes += (nullable + 7) >>> 3;
    if (bytes > SchemaLimits.MAX_ROW_BYTES) {
      throw SchemaErrors.invalid(
          place + "fields",
          "a row takes "
              + bytes
              + " bytes, at most "
              + SchemaLimits.MAX_ROW_BYTES
              + " are allowed");
    }
  }
}
