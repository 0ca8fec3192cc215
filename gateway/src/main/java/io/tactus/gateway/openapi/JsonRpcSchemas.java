package io.tactus.gateway.openapi;

import io.tactus.pipeline.procedure.ProcedureDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls and replies of JSON-RPC 2.0: a schema for each built-in method and each procedure the
 * reader may call. Threading: one thread.
 */
final class JsonRpcSchemas {

  private final Draft draft;
  private final List<JsonObject> calls = new ArrayList<>();
  private final JsonObject mapping = new JsonObject();

  private JsonRpcSchemas(Draft draft) {
    this.draft = draft;
  }

  /** Returns a call, or several. */
  static JsonObject request(Draft draft) {
    JsonRpcSchemas schemas = new JsonRpcSchemas(draft);
    schemas.reads();
    schemas.writes();
    schemas.procedures();
    JsonObject call =
        draft
            .components()
            .schema(
                "JsonRpcCall",
                JsonObject.of("oneOf", schemas.calls)
                    .with(
                        "discriminator",
                        JsonObject.of("propertyName", "method").with("mapping", schemas.mapping))
                    .with("description", "Without `id` a notification, which gets no reply."));
    return Schemas.anyOf(call, Schemas.array(call).with("minItems", 1));
  }

  private void reads() {
    call("db.schema", Schemas.closed(new JsonObject()), false);
    if (draft.readable().isEmpty()) {
      return;
    }
    JsonObject table = OperationMembers.readableTable(draft);
    call(
        "db.get",
        Schemas.closed(
            new JsonObject().with("table", table).with("key", OperationMembers.key()),
            "table",
            "key"),
        true);
    JsonObject window = JsonObject.of("type", List.of("integer", "string"));
    call(
        "db.query",
        Schemas.closed(
            new JsonObject()
                .with("table", table)
                .with(
                    "filter",
                    Schemas.string().with("examples", List.of("skill=gte.1400&region=eq.eu")))
                .with("select", Schemas.string())
                .with("order", Schemas.string())
                .with("limit", window)
                .with("offset", window),
            "table"),
        true);
  }

  private void writes() {
    if (!draft.writable().isEmpty()) {
      JsonObject table = OperationMembers.writableTable(draft);
      JsonObject row = OperationMembers.row();
      call(
          "db.insert",
          Schemas.closed(
              new JsonObject()
                  .with("table", table)
                  .with("row", row)
                  .with("rows", Schemas.array(row)),
              "table"),
          true);
      call("db.update", onKey(table).with("set", OperationMembers.set()), "table", "key", "set");
      call("db.upsert", JsonObject.of("table", table).with("row", row), "table", "row");
      call("db.delete", onKey(table), "table", "key");
    }
    call("db.batch", BatchSchemas.request(draft), true);
  }

  private static JsonObject onKey(JsonObject table) {
    return OperationMembers.where(
        JsonObject.of("table", table).with("key", OperationMembers.key()));
  }

  private void call(String method, JsonObject members, String... required) {
    call(method, Schemas.closed(members, required), true);
  }

  private void procedures() {
    for (ProcedureDefinition procedure : draft.callable()) {
      boolean required =
          procedure.parameters().parameters().stream().anyMatch(one -> !one.optional());
      JsonObject byName = draft.calls().params(procedure);
      JsonObject byPosition =
          Schemas.array(new JsonObject()).with("maxItems", procedure.parameters().size());
      call(procedure.name(), Schemas.anyOf(byName, byPosition), required);
    }
  }

  private void call(String method, JsonObject params, boolean required) {
    JsonObject properties =
        new JsonObject()
            .with("jsonrpc", Schemas.constant("2.0"))
            .with("method", Schemas.constant(method))
            .with("params", params)
            .with("id", JsonObject.of("type", List.of("string", "number", "null")))
            .with("idempotencyKey", Schemas.string().with("minLength", 1).with("maxLength", 255));
    JsonObject call =
        required
            ? Schemas.object(properties, "jsonrpc", "method", "params")
            : Schemas.object(properties, "jsonrpc", "method");
    JsonObject ref = draft.components().schema(method + ".call", call);
    calls.add(ref);
    mapping.with(method, ref.get("$ref"));
  }

  /** Returns the reply to a call, or to several. */
  static JsonObject reply(Draft draft) {
    Components components = draft.components();
    JsonObject error =
        components.schema(
            "JsonRpcError",
            Schemas.closed(
                new JsonObject()
                    .with("code", Schemas.type("integer"))
                    .with("message", Schemas.string())
                    .with("data", Refusals.problem(components)),
                "code",
                "message"));
    JsonObject result =
        components.schema(
            "JsonRpcResult",
            answer("result", JsonObject.of("description", "What the method gave.")));
    JsonObject failure = components.schema("JsonRpcFailure", answer("error", error));
    JsonObject reply = components.schema("JsonRpcReply", Schemas.anyOf(result, failure));
    return Schemas.anyOf(reply, Schemas.array(reply).with("minItems", 1));
  }

  private static JsonObject answer(String member, JsonObject schema) {
    return Schemas.closed(
        new JsonObject()
            .with("jsonrpc", Schemas.constant("2.0"))
            .with(member, schema)
            .with("id", JsonObject.of("type", List.of("string", "number", "null")))
            .with("idempotencyReplayed", Schemas.constant(true)),
        "jsonrpc",
        member,
        "id");
  }
}
