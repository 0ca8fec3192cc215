package io.tactus.gateway.openapi;

import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.storage.schema.TableDefinition;
import java.util.List;

/**
 * The members of the operations of a batch; {@code db.update} and its like take the same. Names of
 * tables and procedures are those the reader may use.
 *
 * <p>Threading: stateless.
 */
final class OperationMembers {

  private OperationMembers() {}

  /** Returns the name of a table that may be written. */
  static JsonObject writableTable(Draft draft) {
    return named(draft.writable().stream().map(TableDefinition::name).toList());
  }

  /** Returns the name of a table that may be read. */
  static JsonObject readableTable(Draft draft) {
    return named(draft.readable().stream().map(TableDefinition::name).toList());
  }

  static JsonObject procedure(Draft draft) {
    return named(draft.callable().stream().map(ProcedureDefinition::name).toList());
  }

  private static JsonObject named(List<String> names) {
    return Schemas.string().with("enum", names);
  }

  static JsonObject key() {
    return JsonObject.of(
        "description", "The primary key: the plain value, an array for a composite one.");
  }

  static JsonObject row() {
    return Schemas.type("object")
        .with("description", "A row as the table has it, see `TABLE.insert`.");
  }

  static JsonObject set() {
    return Schemas.type("object")
        .with("description", "Values, or one operator per value, see `TABLE.update`.");
  }

  /** Adds the conditions under which an operation is done. */
  static JsonObject conditions(JsonObject members) {
    return members.with(
        "ifVersion",
        Schemas.count().with("description", "Only if the row has this version; else 412."));
  }

  /** Adds the condition on the row's values. */
  static JsonObject where(JsonObject members) {
    return conditions(members)
        .with(
            "where",
            Schemas.string()
                .with("description", "Only if the row matches, as in `gold=gte.5`; else 412."));
  }

  static JsonObject params() {
    return JsonObject.of("type", List.of("object", "array"))
        .with("items", new JsonObject())
        .with("description", "Arguments by name or by position.");
  }
}
