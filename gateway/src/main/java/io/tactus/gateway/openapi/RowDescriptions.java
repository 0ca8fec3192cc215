package io.tactus.gateway.openapi;

import io.tactus.gateway.http.MediaTypes;
import io.tactus.gateway.http.Route;
import io.tactus.storage.schema.Shape;
import io.tactus.storage.schema.TableDefinition;
import java.util.List;
import java.util.Map;

/** {@code /rest/v1/{table}/{key}}: one row by primary key. Threading: stateless. */
final class RowDescriptions {

  /** A table of this name has no rows by key: its paths belong to procedures. */
  private static final String HIDDEN = "rpc";

  private RowDescriptions() {}

  static Map<String, RouteDescription> all() {
    return Map.of(
        "row.read", RowDescriptions::read,
        "row.put", RowDescriptions::put,
        "row.update", RowDescriptions::update,
        "row.delete", RowDescriptions::delete);
  }

  private static void read(Route route, Draft draft) {
    for (TableDefinition table : shown(draft.readable())) {
      Operation operation =
          draft
              .operation(route, table.name(), Tag.ROWS, "One row of " + table.name())
              .takes(key(draft, table))
              .takes(
                  RequestParameter.SELECT,
                  RequestParameter.IF_MATCH,
                  RequestParameter.IF_NONE_MATCH)
              .replies(
                  draft
                      .reply(200, "The row.")
                      .header(ReplyHeader.ETAG)
                      .body(draft.rows().row(table))
                      .body(MediaTypes.CSV, Schemas.string()))
              .replies(draft.reply(304, "It still has this version.").header(ReplyHeader.ETAG))
              .refuses(300, 404, 412, 422);
      add(route, draft, table, operation);
    }
  }

  private static void put(Route route, Draft draft) {
    for (TableDefinition table : shown(draft.writable())) {
      Operation operation =
          write(route, draft, table, "Insert or replace a row of " + table.name())
              .takes(RequestParameter.ONLY_NEW)
              .body(draft.rows().put(table))
              .replies(written(draft, 201, "Inserted.").body(draft.rows().row(table)));
      add(route, draft, table, operation);
    }
  }

  private static void update(Route route, Draft draft) {
    for (TableDefinition table : shown(draft.writable())) {
      Operation operation =
          write(route, draft, table, "Change a row of " + table.name())
              .body(draft.rows().update(table));
      add(route, draft, table, operation);
    }
  }

  private static void delete(Route route, Draft draft) {
    for (TableDefinition table : shown(draft.writable())) {
      add(route, draft, table, write(route, draft, table, "Delete a row of " + table.name()));
    }
  }

  private static Operation write(Route route, Draft draft, TableDefinition table, String summary) {
    return draft
        .operation(route, table.name(), Tag.ROWS, summary)
        .takes(key(draft, table))
        .takes(RequestParameter.SELECT, RequestParameter.IF_MATCH, RequestParameter.PREFER_ROW)
        .replies(
            written(draft, 200, "The row, with `return=representation`.")
                .body(draft.rows().row(table)))
        .replies(written(draft, 204, "Done."))
        .refuses(300)
        .refusesAsCommand();
  }

  private static Reply written(Draft draft, int status, String text) {
    return draft
        .reply(status, text)
        .ofCommand()
        .header(ReplyHeader.ETAG)
        .header(ReplyHeader.PREFERENCE_APPLIED);
  }

  private static List<TableDefinition> shown(List<TableDefinition> tables) {
    return tables.stream().filter(table -> !table.name().equals(HIDDEN)).toList();
  }

  private static void add(Route route, Draft draft, TableDefinition table, Operation operation) {
    draft.add(route, "/rest/v1/" + table.name() + "/{key}", operation);
  }

  private static JsonObject key(Draft draft, TableDefinition table) {
    List<Shape.Leaf> leaves = draft.key(table);
    boolean single = leaves.size() == 1;
    JsonObject schema = single ? draft.values().leaf(leaves.get(0)) : Schemas.string();
    String description =
        single
            ? "`" + table.primaryKey().get(0) + "` of the row."
            : "`"
                + String.join("`, `", table.primaryKey())
                + "` of the row, with commas between them; a comma within one is written `%2C`.";
    return draft
        .components()
        .parameter(
            table.name() + ".key",
            JsonObject.of("name", "key")
                .with("in", "path")
                .with("required", true)
                .with("description", description)
                .with("schema", schema));
  }
}
