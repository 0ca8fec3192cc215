package io.tactus.gateway.openapi;

import io.tactus.storage.json.JsonNode;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.SchemaJson;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What rows of a table look like: read ({@code players.row}), inserted ({@code players.insert}) and
 * changed ({@code players.update}). Made when they are first asked for.
 *
 * <p>Threading: one thread.
 */
final class TableSchemas {

  private final Components components;
  private final ValueSchemas values;

  TableSchemas(Components components, ValueSchemas values) {
    this.components = components;
    this.values = values;
  }

  /**
   * Returns a row as it is shown. No field is required, because {@code select} may leave it out.
   */
  JsonObject row(TableDefinition table) {
    String name = table.name() + ".row";
    if (!components.hasSchema(name)) {
      JsonObject properties = new JsonObject();
      for (Field field : table.fields()) {
        JsonObject value = shown(table, field);
        boolean related = field.type().kind() == TypeKind.REF;
        properties.with(field.name(), related ? embedded(value) : value);
      }
      components.schema(
          name,
          Schemas.object(properties)
              .with(
                  "description",
                  "A row of `"
                      + table.name()
                      + "`: all of these fields in this order, or what `select` asks for."));
    }
    return Schemas.ref(name);
  }

  /** What {@code select=guild(name)} puts in the place of a reference. */
  private static JsonObject embedded(JsonObject key) {
    JsonObject row =
        Schemas.type("object").with("description", "The row, if `select` asks for parts of it.");
    return Schemas.anyOf(key, row);
  }

  private JsonObject shown(TableDefinition table, Field field) {
    JsonObject schema = value(field, document(field));
    String notes = notes(table, field);
    return notes.isEmpty() ? schema : described(schema, notes);
  }

  private static JsonObject described(JsonObject schema, String notes) {
    Object before = schema.get("description");
    return schema.with("description", before == null ? notes : notes + " " + before);
  }

  private static String notes(TableDefinition table, Field field) {
    List<String> notes = new ArrayList<>();
    if (table.primaryKey().contains(field.name())) {
      notes.add(table.primaryKey().size() == 1 ? "The primary key." : "Part of the primary key.");
    }
    if (field.generated()) {
      notes.add("The next number, if an insert gives none.");
    }
    return String.join(" ", notes);
  }

  /** Returns a row as it is inserted. */
  JsonObject insert(TableDefinition table) {
    return whole(table, ".insert", false, "A row to insert. Fields left out take their defaults.");
  }

  /** Returns a row as it is put: the fields of its key may be left out, they are in the path. */
  JsonObject put(TableDefinition table) {
    return whole(
        table,
        ".put",
        true,
        "The whole row. The key is in the path and need not be repeated; other fields left out"
            + " take their defaults.");
  }

  private JsonObject whole(
      TableDefinition table, String suffix, boolean keyInPath, String description) {
    String name = table.name() + suffix;
    if (!components.hasSchema(name)) {
      JsonObject properties = new JsonObject();
      List<String> required = new ArrayList<>();
      for (Field field : table.fields()) {
        JsonNode given = document(field).member("default");
        JsonObject schema = shown(table, field);
        properties.with(field.name(), schema.withIf(given != null, "default", given));
        if (field.required() && !(keyInPath && isOfKey(table, field))) {
          required.add(field.name());
        }
      }
      components.schema(
          name,
          Schemas.closed(properties, required.toArray(String[]::new))
              .with("description", description));
    }
    return Schemas.ref(name);
  }

  private static boolean isOfKey(TableDefinition table, Field field) {
    return table.primaryKey().stream()
        .anyMatch(path -> path.equals(field.name()) || path.startsWith(field.name() + "."));
  }

  /** Returns the changes of an update: values, or one operator per value. */
  JsonObject update(TableDefinition table) {
    String name = table.name() + ".update";
    if (!components.hasSchema(name)) {
      JsonObject properties = new JsonObject();
      JsonObject patterns = new JsonObject();
      for (Field field : table.fields()) {
        JsonObject value = value(field, document(field));
        JsonObject operator = operator(field.type());
        properties.with(field.name(), operator == null ? value : Schemas.anyOf(value, operator));
        if (field.type().isArray() || field.type().kind() == TypeKind.DECLARED) {
          patterns.with("^" + field.name() + "\\.", new JsonObject());
        }
      }
      components.schema(
          name,
          Schemas.object(properties)
              .withIf(!patterns.isEmpty(), "patternProperties", patterns)
              .with("additionalProperties", false)
              .with(
                  "description",
                  "Fields to change: a value, or one operator such as `{\"$add\":-5}`. Parts of"
                      + " composite fields and arrays go by their paths: `position.x`, `stats.0`."));
    }
    return Schemas.ref(name);
  }

  /** Returns what an operator on a value of this type looks like, or null if there is none. */
  private JsonObject operator(FieldType type) {
    if (!type.isScalar() || !type.kind().hasBounds()) {
      return null;
    }
    TypeKind kind = type.kind();
    FieldType shown =
        FieldType.of(kind.isInteger() ? TypeKind.I64 : kind.isFloat() ? TypeKind.F64 : type.kind());
    String name = shown.kind().typeName() + ".operator";
    if (!components.hasSchema(name)) {
      boolean time = kind == TypeKind.TIMESTAMP;
      JsonObject operand = kind.isInteger() ? Schemas.type("integer") : values.of(shown);
      JsonObject added = time ? values.of(FieldType.of(TypeKind.DURATION)) : operand;
      components.schema(
          name,
          Schemas.closed(
                  new JsonObject().with("$add", added).with("$min", operand).with("$max", operand))
              .with("minProperties", 1)
              .with("maxProperties", 1)
              .with(
                  "description",
                  "Relative to the value that is there: add this, or keep the smaller or the larger"
                      + " of the two. Outside the field's bounds the command is refused."));
    }
    return Schemas.ref(name);
  }

  /** Returns the schema of a field's values. */
  private JsonObject value(Field field, JsonNode document) {
    JsonObject schema = values.bounded(field.type(), document);
    return field.nullable() ? Schemas.nullable(schema) : schema;
  }

  private static JsonNode document(Field field) {
    return ValueSchemas.parse(SchemaJson.printField(field));
  }
}
