package io.tactus.gateway.openapi;

import io.tactus.storage.alteration.SchemaStep;
import java.util.Arrays;

/**
 * What the documents of {@code /schema/v1} look like; each becomes a component when it is first
 * used. Threading: stateless.
 */
final class SchemaDocuments {

  private SchemaDocuments() {}

  private static JsonObject name() {
    return Schemas.string().with("pattern", "^[A-Za-z_][A-Za-z0-9_]*$").with("maxLength", 63);
  }

  private static JsonObject names() {
    return Schemas.array(Schemas.string()).with("minItems", 1);
  }

  private static JsonObject typeName() {
    return Schemas.string()
        .with(
            "description",
            "`bool`, `i8` to `i64`, `u8` to `u64`, `f32`, `f64`, `timestamp`, `duration`, `uuid`,"
                + " `string(N)`, `text`, `bytes`, `json`, `ref(table)`, a declared type, or an array"
                + " of one: `f32[3]`.")
        .with("examples", java.util.List.of("u64", "string(32)", "f32[3]", "ref(guilds)"));
  }

  private static JsonObject any(String description) {
    return JsonObject.of("description", description);
  }

  private static JsonObject fieldMembers() {
    return new JsonObject()
        .with("name", name())
        .with("type", typeName())
        .with("nullable", Schemas.bool())
        .with("generated", Schemas.bool())
        .with("default", any("The value of an insert that gives none."))
        .with("min", any("The smallest allowed value."))
        .with("max", any("The largest allowed value."))
        .with("onDelete", Schemas.words("restrict", "cascade", "setNull"));
  }

  static JsonObject field(Components components) {
    return components.schema("FieldDocument", Schemas.closed(fieldMembers(), "name", "type"));
  }

  /** Returns members of a field to replace; null removes one. */
  static JsonObject fieldChange(Components components) {
    JsonObject members =
        fieldMembers()
            .with("nullable", Schemas.nullable(Schemas.bool()))
            .with("generated", Schemas.nullable(Schemas.bool()))
            .with(
                "onDelete",
                JsonObject.of("enum", Arrays.asList("restrict", "cascade", "setNull", null)));
    return components.schema(
        "FieldChange",
        Schemas.closed(members)
            .with("description", "Members given replace those there are, null removes one."));
  }

  static JsonObject index(Components components) {
    return components.schema(
        "IndexDocument",
        Schemas.closed(
            new JsonObject()
                .with("name", name())
                .with("fields", names())
                .with("kind", Schemas.words("hash", "ordered", "grid"))
                .with("unique", Schemas.bool())
                .with(
                    "cell",
                    Schemas.type("number")
                        .with("exclusiveMinimum", 0)
                        .with("description", "Edge of a grid's cells.")),
            "name",
            "fields"));
  }

  private static JsonObject tableMembers(JsonObject field, JsonObject index) {
    return new JsonObject()
        .with("name", name())
        .with("fields", Schemas.array(field).with("minItems", 1))
        .with("primaryKey", names())
        .with("indexes", Schemas.array(index));
  }

  static JsonObject table(Components components) {
    return components.schema(
        "TableDocument",
        Schemas.closed(
            tableMembers(field(components), index(components)), "name", "fields", "primaryKey"));
  }

  static JsonObject type(Components components) {
    JsonObject member =
        Schemas.closed(
            new JsonObject()
                .with("name", name())
                .with("type", typeName())
                .with("min", any("The smallest allowed value."))
                .with("max", any("The largest allowed value.")),
            "name",
            "type");
    JsonObject composite =
        Schemas.closed(
            new JsonObject()
                .with("name", name())
                .with("fields", Schemas.array(member).with("minItems", 1)),
            "name",
            "fields");
    JsonObject values =
        Schemas.closed(new JsonObject().with("name", name()).with("enum", names()), "name", "enum");
    return components.schema("TypeDocument", Schemas.anyOf(composite, values));
  }

  static JsonObject schema(Components components) {
    return components.schema(
        "SchemaDocument",
        Schemas.closed(
            new JsonObject()
                .with("version", Schemas.count().with("description", "Counts schema changes."))
                .with("types", Schemas.array(type(components)))
                .with("tables", Schemas.array(table(components))),
            "tables"));
  }

  /** Returns a schema to declare: as it is read, and it may say what had another name. */
  static JsonObject declared(Components components) {
    JsonObject before = name().with("description", "The name it has now, if that is another one.");
    JsonObject field =
        components.schema(
            "DeclaredField",
            Schemas.closed(fieldMembers().with("renamedFrom", before), "name", "type"));
    JsonObject table =
        components.schema(
            "DeclaredTable",
            Schemas.closed(
                tableMembers(field, index(components)).with("renamedFrom", before),
                "name",
                "fields",
                "primaryKey"));
    return components.schema(
        "DeclaredSchema",
        Schemas.closed(
            new JsonObject()
                .with("version", Schemas.count().with("description", "Says nothing here."))
                .with("types", Schemas.array(type(components)))
                .with("tables", Schemas.array(table)),
            "tables"));
  }

  static JsonObject plan(Components components) {
    String[] actions =
        Arrays.stream(SchemaStep.Action.values())
            .map(SchemaStep.Action::word)
            .toArray(String[]::new);
    String[] works =
        Arrays.stream(SchemaStep.Work.values()).map(SchemaStep.Work::word).toArray(String[]::new);
    JsonObject step =
        Schemas.closed(
            new JsonObject()
                .with("action", Schemas.words(actions))
                .with("table", Schemas.string())
                .with("name", Schemas.string())
                .with("text", Schemas.string())
                .with("losesData", Schemas.bool())
                .with("work", Schemas.words(works)),
            "action",
            "text",
            "losesData",
            "work");
    return components.schema(
        "SchemaPlan",
        Schemas.closed(
            new JsonObject().with("losesData", Schemas.bool()).with("steps", Schemas.array(step)),
            "losesData",
            "steps"));
  }

  /** Returns the body of a change of name. */
  static JsonObject rename() {
    return Schemas.closed(JsonObject.of("name", name()), "name");
  }
}
