package io.tactus.gateway.openapi;

import java.util.List;

/** Small JSON Schemas others are put together from. Threading: stateless; each call a new one. */
final class Schemas {

  private static final String COMPONENT = "#/components/schemas/";

  private Schemas() {}

  /** Returns a reference to a schema among the components. */
  static JsonObject ref(String name) {
    return JsonObject.of("$ref", COMPONENT + name);
  }

  static JsonObject type(String type) {
    return JsonObject.of("type", type);
  }

  static JsonObject string() {
    return type("string");
  }

  static JsonObject bool() {
    return type("boolean");
  }

  /** Returns whole numbers from 0: sequences, ticks, sizes. */
  static JsonObject count() {
    return type("integer").with("format", "int64").with("minimum", 0);
  }

  static JsonObject words(String... words) {
    return string().with("enum", List.of(words));
  }

  static JsonObject constant(Object value) {
    return JsonObject.of("const", value);
  }

  static JsonObject array(JsonObject items) {
    return type("array").with("items", items);
  }

  /** Returns an object that has these properties, of which some must be there. */
  static JsonObject object(JsonObject properties, String... required) {
    return type("object")
        .with("properties", properties)
        .withIf(required.length > 0, "required", List.of(required));
  }

  /** As {@link #object}, and none but these. */
  static JsonObject closed(JsonObject properties, String... required) {
    return object(properties, required).with("additionalProperties", false);
  }

  static JsonObject anyOf(JsonObject... choices) {
    return JsonObject.of("anyOf", List.of(choices));
  }

  /**
   * Returns the same or null: a list of types where the schema has one, else a choice. What takes
   * anything takes null.
   */
  static JsonObject nullable(JsonObject schema) {
    if (schema.get("type") instanceof String type && !schema.has("enum")) {
      return new JsonObject().withAll(schema).with("type", List.of(type, "null"));
    }
    boolean takesNull = !schema.has("type") && !schema.has("$ref") && !schema.has("anyOf");
    return takesNull ? schema : anyOf(schema, type("null"));
  }
}
