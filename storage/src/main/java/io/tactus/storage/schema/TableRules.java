package io.tactus.storage.schema;

import io.tactus.storage.Rejection;
import io.tactus.storage.json.Base64Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What must hold of a table, wherever its definition came from. */
final class TableRules {

  private static final int ROW_HEADER_BYTES = 8;

  private TableRules() {}

  /**
   * Checks a table.
   *
   * @param types what is known of types and tables, or null if nothing is: then only what needs no
   *     knowledge of them
   * @param place where the table stands in its document, empty or ending in a dot
   */
  static void check(TableDefinition table, Types types, String place) {
    try {
      checkName(place + "name", table.name());
      checkFields(table, place);
      boolean scalar = table.fields().stream().allMatch(field -> field.type().isScalar());
      if (types != null || scalar) {
        Types known = (types == null ? Types.NONE : types).with(table);
        List<Shape> shapes = shapes(table, known, place);
        KeyRules.checkPrimary(table, known, place);
        IndexRules.check(table, known, place);
        checkSizes(table, shapes, place);
      }
    } catch (Rejection refused) {
      throw refused.at(table.name(), refused.field());
    }
  }

  static void checkName(String place, String name) {
    if (!TypeNames.isName(name)) {
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
    FieldType type = field.type();
    if (field.generated()) {
      boolean bare = field.defaultValue() == null && field.min() == null && field.max() == null;
      if (!type.isScalar() || !type.kind().isInteger() || field.nullable() || !bare) {
        throw SchemaErrors.invalid(
            place + ".generated", "only an integer, not nullable, without default, min and max");
      }
    }
    checkBounds(type, field.min(), field.max(), place);
    if (type.isScalar() && field.defaultValue() != null) {
      Shape.Leaf leaf = new Shape.Leaf(type, null, field.min(), field.max());
      checkValue(leaf, field.defaultValue(), place + ".default");
    }
    if (field.onDelete() != OnDelete.RESTRICT && type.kind() != TypeKind.REF) {
      throw SchemaErrors.invalid(place + ".onDelete", "'" + type + "' refers to nothing");
    }
    if (field.onDelete() == OnDelete.SET_NULL && !field.nullable()) {
      throw SchemaErrors.invalid(place + ".onDelete", "'setNull', but the field is not nullable");
    }
  }

  /** Checks the bounds of a field or member: of the elements, in an array. */
  static void checkBounds(FieldType type, Literal min, Literal max, String place) {
    TypeKind kind = type.kind();
    if (!kind.hasBounds() && (min != null || max != null)) {
      throw SchemaErrors.invalid(
          place + (min != null ? ".min" : ".max"), type + " takes no bounds");
    }
    checkFits(type, min, place + ".min");
    checkFits(type, max, place + ".max");
    if (min != null && max != null && compare(kind, min, max) > 0) {
      throw SchemaErrors.invalid(place + ".min", "above max");
    }
  }

  /** Checks a constant against the type and the bounds of a leaf. */
  static void checkValue(Shape.Leaf leaf, Literal value, String place) {
    TypeKind kind = leaf.type().kind();
    checkFits(leaf.type(), value, place);
    boolean below = leaf.min() != null && compare(kind, value, leaf.min()) < 0;
    boolean above = leaf.max() != null && compare(kind, value, leaf.max()) > 0;
    if (below || above) {
      throw SchemaErrors.invalid(place, below ? "below min" : "above max");
    }
  }

  private static void checkFits(FieldType type, Literal value, String place) {
    if (value == null) {
      return;
    }
    TypeKind kind = type.kind();
    boolean fits =
        switch (kind) {
          case F32 ->
              Double.isFinite(value.asDouble()) && (float) value.asDouble() == value.asDouble();
          case F64 -> Double.isFinite(value.asDouble());
          case UUID -> true;
          case STRING ->
              value.text().getBytes(StandardCharsets.UTF_8).length <= type.capacityBytes();
          case TEXT, JSON ->
              value.text().getBytes(StandardCharsets.UTF_8).length <= SchemaLimits.MAX_VALUE_BYTES;
          case BYTES -> Base64Text.bytes(value.text()) <= SchemaLimits.MAX_VALUE_BYTES;
          case DECLARED, REF -> throw new IllegalArgumentException(place);
          default ->
              kind.compareLong(value.bits(), kind.minLong()) >= 0
                  && kind.compareLong(value.bits(), kind.maxLong()) <= 0;
        };
    if (!fits) {
      throw SchemaErrors.invalid(place, "does not fit " + type);
    }
  }

  private static int compare(TypeKind kind, Literal left, Literal right) {
    return kind.isFloat()
        ? Double.compare(left.asDouble() + 0.0, right.asDouble() + 0.0)
        : kind.compareLong(left.bits(), right.bits());
  }

  /** Resolves all fields, and their defaults. */
  private static List<Shape> shapes(TableDefinition table, Types types, String place) {
    List<Shape> shapes = new ArrayList<>();
    for (int i = 0; i < table.fields().size(); i++) {
      Field field = table.fields().get(i);
      String member = ".type";
      try {
        Shape shape = types.shape(field);
        member = ".default";
        ShapeLiterals.defaults(field, shape);
        shapes.add(shape);
      } catch (Rejection refused) {
        throw SchemaErrors.at(place + "fields[" + i + "]" + member, refused)
            .at(table.name(), field.name());
      }
    }
    return shapes;
  }

  private static void checkSizes(TableDefinition table, List<Shape> shapes, String place) {
    int nullable = 0;
    long leaves = 0;
    long bytes = ROW_HEADER_BYTES;
    for (int i = 0; i < shapes.size(); i++) {
      nullable += table.fields().get(i).nullable() ? 1 : 0;
      leaves += shapes.get(i).leafCount();
      bytes += shapes.get(i).sizeBytes();
    }
    if (leaves > SchemaLimits.MAX_LEAVES) {
      throw SchemaErrors.invalid(
          place + "fields",
          "a row has " + leaves + " values, at most " + SchemaLimits.MAX_LEAVES + " are allowed");
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
