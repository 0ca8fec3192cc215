package io.tactus.gateway.openapi;

import java.util.ArrayList;
import java.util.List;

/** What a batch takes and gives. Threading: stateless. */
final class BatchSchemas {

  private BatchSchemas() {}

  /** Returns a batch of operations on what its reader may use. */
  static JsonObject request(Draft draft) {
    return draft.components().schema("Batch", Schemas.closed(members(draft), "operations"));
  }

  private static JsonObject members(Draft draft) {
    return new JsonObject()
        .with("operations", Schemas.array(operation(draft)))
        .with(
            "dryRun",
            Schemas.bool()
                .with("default", false)
                .with("description", "Only tell what it would do."))
        .with(
            "deferReferences",
            Schemas.bool()
                .with("default", false)
                .with("description", "Check references when all is done."));
  }

  private static JsonObject operation(Draft draft) {
    List<JsonObject> kinds = new ArrayList<>();
    JsonObject mapping = new JsonObject();
    if (!draft.writable().isEmpty()) {
      JsonObject row = OperationMembers.row();
      add(draft, kinds, mapping, "insert", onTable(draft).with("row", row), "table", "row");
      JsonObject upsert = OperationMembers.conditions(onTable(draft).with("row", row));
      add(draft, kinds, mapping, "upsert", upsert, "table", "row");
      JsonObject update = OperationMembers.where(onKey(draft).with("set", OperationMembers.set()));
      add(draft, kinds, mapping, "update", update, "table", "key", "set");
      JsonObject delete = OperationMembers.where(onKey(draft));
      add(draft, kinds, mapping, "delete", delete, "table", "key");
    }
    if (!draft.callable().isEmpty()) {
      JsonObject call =
          new JsonObject()
              .with("procedure", OperationMembers.procedure(draft))
              .with("params", OperationMembers.params());
      add(draft, kinds, mapping, "call", call, "procedure");
    }
    if (kinds.isEmpty()) {
      return Schemas.type("object");
    }
    return draft
        .components()
        .schema(
            "BatchOperation",
            JsonObject.of("oneOf", kinds)
                .with("discriminator", JsonObject.of("propertyName", "op").with("mapping", mapping))
                .with(
                    "description",
                    "A string `$0.id` in a row, key or set stands for a field of an earlier result,"
                        + " `$$` for a real dollar."));
  }

  private static JsonObject onTable(Draft draft) {
    return JsonObject.of("table", OperationMembers.writableTable(draft));
  }

  private static JsonObject onKey(Draft draft) {
    return onTable(draft).with("key", OperationMembers.key());
  }

  private static void add(
      Draft draft,
      List<JsonObject> kinds,
      JsonObject mapping,
      String op,
      JsonObject members,
      String... required) {
    String[] all = new String[required.length + 1];
    all[0] = "op";
    System.arraycopy(required, 0, all, 1, required.length);
    JsonObject properties = JsonObject.of("op", Schemas.constant(op)).withAll(members);
    JsonObject kind = draft.components().schema(op + ".operation", Schemas.closed(properties, all));
    kinds.add(kind);
    mapping.with(op, kind.get("$ref"));
  }

  /** Returns what a batch did. */
  static JsonObject reply(Draft draft) {
    JsonObject row =
        Schemas.closed(
            new JsonObject()
                .with("key", OperationMembers.key())
                .with(
                    "version",
                    Schemas.count().with("description", "Not there for a row that is deleted.")),
            "key");
    JsonObject call =
        Schemas.closed(
            JsonObject.of("result", JsonObject.of("description", "What the procedure gave.")),
            "result");
    JsonObject properties =
        new JsonObject()
            .with("dryRun", Schemas.constant(true))
            .with("sequence", Schemas.count())
            .with("tick", Schemas.count())
            .with("results", Schemas.array(Schemas.anyOf(row, call)));
    return draft
        .components()
        .schema("BatchReply", Schemas.closed(properties, "sequence", "tick", "results"));
  }
}
