package io.tactus.storage.model;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every kind of schema change that docs/SCHEMA.md knows, under the names of {@link PlayedChanges}.
 */
final class SchemaKinds {
  private static final List<String> OPERATIONS =
      List.of(
          "create a table",
          "rename a table",
          "drop a table",
          "create an enum",
          "create a composite type",
          "extend an enum",
          "drop a type",
          "add a field with default",
          "add a field nullable",
          "add a field generated",
          "add a field required",
          "rename a field",
          "drop a field",
          "nullable",
          "not nullable",
          "bounds",
          "no bounds",
          "default",
          "no default",
          "begin to generate",
          "cease to generate",
          "onDelete restrict",
          "onDelete cascade",
          "onDelete setNull",
          "add an index, hash",
          "add an index, ordered",
          "add an index, grid",
          "add a unique index, hash",
          "add a unique index, ordered",
          "drop an index",
          "type of a key field",
          "type of an indexed field",
          "type of a field with default",
          "type of a generated field",
          DeclaredSchemas.KEY,
          DeclaredSchemas.ORDER,
          DeclaredSchemas.RENAMED + " of a table",
          DeclaredSchemas.RENAMED + " of a field",
          "declared 3");

  /** The rows of the table of conversions, as kinds that become others. */
  private static final List<List<String>> CONVERSIONS =
      List.of(
          List.of("integer", "integer", "bool", "f64", "f32", "timestamp", "duration", "string"),
          List.of("bool", "integer", "string"),
          List.of("f32", "f64", "integer", "string"),
          List.of("f64", "f32", "integer", "string"),
          List.of("timestamp", "integer"),
          List.of("duration", "integer"),
          List.of("uuid", "string"),
          List.of("string", "string", "text", "bool", "integer", "f32", "f64", "uuid", "enum"),
          List.of("text", "string"),
          List.of("enum", "enum", "string"),
          List.of("composite", "composite"),
          List.of("array", "array"),
          List.of("ref", "integer", "string"),
          List.of("integer", "ref"),
          List.of("string", "ref"));

  private SchemaKinds() {}

  static Set<String> all() {
    Set<String> all = new TreeSet<>(OPERATIONS);
    for (List<String> each : CONVERSIONS) {
      for (String to : each.subList(1, each.size())) {
        all.add("type of " + each.get(0) + " to " + to);
      }
    }
    return all;
  }
}
