package io.tactus.gateway.openapi;

import io.tactus.gateway.http.MediaTypes;
import io.tactus.gateway.http.Route;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.Shape;
import io.tactus.storage.schema.ShapePaths;
import io.tactus.storage.schema.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code /rest/v1/{table}}: rows by filter, an operation of its own for each table.
 *
 * <p>Threading: stateless.
 */
final class RowsDescriptions {

  private static final String PATH = "/rest/v1/";

  private RowsDescriptions() {}

  static Map<String, RouteDescription> all() {
    return Map.of(
        "rows.query", RowsDescriptions::query,
        "rows.insert", RowsDescriptions::insert,
        "rows.update", RowsDescriptions::update,
        "rows.delete", RowsDescriptions::delete);
  }

  private static void query(Route route, Draft draft) {
    for (TableDefinition table : draft.readable()) {
      JsonObject rows = Schemas.array(draft.rows().row(table));
      Operation operation =
          draft
              .operation(route, table.name(), Tag.ROWS, "Rows of " + table.name())
              .describe(
                  "Without `order` rows come by primary key. `Accept:"
                      + " application/vnd.pgrst.object+json` asks for exactly one row, by itself;"
                      + " `text/csv` for lines of values with a header line,"
                      + " `application/vnd.pgrst.plan+json` for how the query would run. More rows"
                      + " than the server's limit are cut, and `Content-Range` shows it.");
      filters(draft, table).forEach(operation::takes);
      operation
          .takes(
              RequestParameter.SELECT,
              RequestParameter.ORDER,
              RequestParameter.LIMIT,
              RequestParameter.OFFSET,
              RequestParameter.AND,
              RequestParameter.OR,
              RequestParameter.RANGE,
              RequestParameter.PREFER_READ)
          .replies(found(draft, 200, "The rows that match.", table, rows))
          .replies(found(draft, 206, "Some of the rows that match, with `count`.", table, rows))
          .refuses(300, 404, 416, 422);
      draft.add(route, PATH + table.name(), operation);
    }
  }

  private static Reply found(
      Draft draft, int status, String text, TableDefinition table, JsonObject rows) {
    return draft
        .reply(status, text)
        .header(ReplyHeader.CONTENT_RANGE)
        .header(ReplyHeader.PREFERENCE_APPLIED)
        .body(rows)
        .body(MediaTypes.OBJECT, draft.rows().row(table))
        .body(MediaTypes.CSV, Schemas.string())
        .body(MediaTypes.PLAN_JSON, Schemas.array(Schemas.type("object")))
        .body(MediaTypes.PLAN_TEXT, Schemas.string());
  }

  private static void insert(Route route, Draft draft) {
    for (TableDefinition table : draft.writable()) {
      JsonObject row = draft.rows().insert(table);
      Operation operation =
          draft
              .operation(route, table.name(), Tag.ROWS, "Insert into " + table.name())
              .describe(
                  "One row, or an array of rows that are inserted all or not at all; as `text/csv`"
                      + " a header line with the names of the fields and a line for each row."
                      + " `Prefer: resolution=merge-duplicates` makes it an upsert.")
              .takes(
                  RequestParameter.PREFER_INSERT,
                  RequestParameter.SELECT,
                  RequestParameter.COLUMNS,
                  RequestParameter.ON_CONFLICT)
              .body(Schemas.anyOf(row, Schemas.array(row)))
              .orBody(MediaTypes.CSV, Schemas.string())
              .replies(
                  written(draft, 201, "Inserted; the rows with `return=representation`.", table))
              .replies(written(draft, 200, "An upsert that made nothing new.", table))
              .refuses(300)
              .refusesAsCommand();
      draft.add(route, PATH + table.name(), operation);
    }
  }

  private static Reply written(Draft draft, int status, String text, TableDefinition table) {
    return draft
        .reply(status, text)
        .ofCommand()
        .header(ReplyHeader.CONTENT_RANGE)
        .header(ReplyHeader.PREFERENCE_APPLIED)
        .header(ReplyHeader.ETAG)
        .header(ReplyHeader.LOCATION)
        .body(Schemas.array(draft.rows().row(table)))
        .body(MediaTypes.CSV, Schemas.string())
        .body(MediaTypes.OBJECT, draft.rows().row(table));
  }

  private static void update(Route route, Draft draft) {
    for (TableDefinition table : draft.writable()) {
      Operation operation =
          bulk(route, draft, table, "Change rows of " + table.name())
              .body(draft.rows().update(table));
      draft.add(route, PATH + table.name(), operation);
    }
  }

  private static void delete(Route route, Draft draft) {
    for (TableDefinition table : draft.writable()) {
      Operation operation = bulk(route, draft, table, "Delete rows of " + table.name());
      draft.add(route, PATH + table.name(), operation);
    }
  }

  private static Operation bulk(Route route, Draft draft, TableDefinition table, String summary) {
    Operation operation =
        draft
            .operation(route, table.name(), Tag.ROWS, summary)
            .describe(
                "Every row that matches, in one transaction; without a filter it is refused.");
    filters(draft, table).forEach(operation::takes);
    return operation
        .takes(
            RequestParameter.SELECT,
            RequestParameter.ORDER,
            RequestParameter.AND,
            RequestParameter.OR,
            RequestParameter.PREFER_BULK)
        .replies(
            draft
                .reply(200, "The rows, with `return=representation`.")
                .ofCommand()
                .header(ReplyHeader.CONTENT_RANGE)
                .header(ReplyHeader.PREFERENCE_APPLIED)
                .body(Schemas.array(draft.rows().row(table)))
                .body(MediaTypes.CSV, Schemas.string())
                .body(MediaTypes.OBJECT, draft.rows().row(table)))
        .replies(
            draft
                .reply(204, "Done.")
                .ofCommand()
                .header(ReplyHeader.CONTENT_RANGE)
                .header(ReplyHeader.PREFERENCE_APPLIED))
        .refuses(300)
        .refusesAsCommand();
  }

  /** Returns a parameter for each value a row has, arrays as a whole. */
  private static List<JsonObject> filters(Draft draft, TableDefinition table) {
    List<JsonObject> filters = new ArrayList<>();
    for (Field field : table.fields()) {
      Shape shape = draft.shape(field);
      filters.add(filter(draft, table, field.name(), field.type().toString()));
      if (shape instanceof Shape.Composite) {
        ShapePaths.forEachLeaf(
            field.name(),
            shape,
            (path, leaf) -> filters.add(filter(draft, table, path, leaf.type().toString())));
      }
    }
    return filters;
  }

  private static JsonObject filter(Draft draft, TableDefinition table, String path, String type) {
    return draft
        .components()
        .parameter(
            table.name() + ".filter." + path,
            JsonObject.of("name", path)
                .with("in", "query")
                .with(
                    "description",
                    "A condition on `"
                        + path
                        + "` ("
                        + type
                        + "): an operator, a dot and a value; several must all hold.")
                .with("schema", Schemas.array(filterText(draft))));
  }

  private static JsonObject filterText(Draft draft) {
    return draft
        .components()
        .schema(
            "Filter",
            Schemas.string()
                .with(
                    "description",
                    "`eq`, `neq`, `gt`, `gte`, `lt`, `lte`, `in`, `is`, `isdistinct`, `like`,"
                        + " `ilike`, `match`, `imatch`, `near`, each after `not.` if it is to be"
                        + " turned round; some with `(any)` or `(all)` and a list in braces.")
                .with(
                    "examples",
                    List.of("eq.1", "not.in.(1,2)", "is.null", "like.a*", "like(any).{a*,b*}")));
  }
}
