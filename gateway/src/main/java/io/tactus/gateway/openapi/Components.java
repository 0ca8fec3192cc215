package io.tactus.gateway.openapi;

/**
 * The parts of a document that others refer to. Names with a dot belong to tables ({@code
 * players.row}), declared types ({@code Vec3.type}) and procedures ({@code m.enqueue.params}), so
 * that none can meet one of the document's own.
 *
 * <p>Threading: one thread.
 */
final class Components {

  private final JsonObject parts = new JsonObject();

  /** Adds a schema and returns a reference to it. */
  JsonObject schema(String name, JsonObject schema) {
    parts.object("schemas").with(name, schema);
    return Schemas.ref(name);
  }

  /** Returns whether a schema of this name is there. */
  boolean hasSchema(String name) {
    return parts.object("schemas").has(name);
  }

  /** Adds a parameter and returns a reference to it. */
  JsonObject parameter(String name, JsonObject parameter) {
    parts.object("parameters").with(name, parameter);
    return JsonObject.of("$ref", "#/components/parameters/" + name);
  }

  /** Adds a header and returns a reference to it. */
  JsonObject header(String name, JsonObject header) {
    parts.object("headers").with(name, header);
    return JsonObject.of("$ref", "#/components/headers/" + name);
  }

  /** Adds a response and returns a reference to it. */
  JsonObject response(String name, JsonObject response) {
    parts.object("responses").with(name, response);
    return JsonObject.of("$ref", "#/components/responses/" + name);
  }

  /** Adds the ways to say who one is. */
  void securitySchemes(JsonObject schemes) {
    parts.with("securitySchemes", schemes);
  }

  JsonObject json() {
    return parts;
  }
}
