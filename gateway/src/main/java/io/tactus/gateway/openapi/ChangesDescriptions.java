package io.tactus.gateway.openapi;

import io.tactus.gateway.http.Route;
import java.util.List;
import java.util.Map;

/** {@code /changes} and {@code /ws}. Threading: stateless. */
final class ChangesDescriptions {

  private ChangesDescriptions() {}

  static Map<String, RouteDescription> all() {
    return Map.of("changes", ChangesDescriptions::changes, "ws", ChangesDescriptions::socket);
  }

  private static void changes(Route route, Draft draft) {
    Operation operation =
        draft
            .operation(route, Tag.CHANGES, "Changes of tables as server-sent events")
            .describe(
                "Each commit is an event: `id: EPOCH:SEQUENCE`, `event: commit`, `data:"
                    + " {\"sequence\",\"tick\",\"changes\":[{\"table\",\"op\",\"key\",\"new\","
                    + "\"old\"}]}`. Without `since` it begins with `event: rows`, the rows there"
                    + " are. Conditions on fields go in the query, as in `GET /rest/v1/TABLE`.")
            .takes(
                query("table", Schemas.array(OperationMembers.readableTable(draft)))
                    .with("required", true)
                    .with("description", "A table to watch, or several."))
            .takes(
                query("since", Schemas.string())
                    .with("description", "Go on after this: the id of an event, or a sequence.")
                    .with("example", "1:42"))
            .takes(
                JsonObject.of("name", "Last-Event-ID")
                    .with("in", "header")
                    .with("description", "As `since`, and counts before it.")
                    .with("schema", Schemas.string()))
            .takes(
                query("initial", Schemas.bool().with("default", true))
                    .with("description", "Whether to begin with the rows there are."))
            .takes(
                query("old", Schemas.bool().with("default", false))
                    .with("description", "Whether to show rows as they were, too."))
            .takes(RequestParameter.SELECT, RequestParameter.AND, RequestParameter.OR)
            .replies(
                draft
                    .reply(200, "Events until either side ends it.")
                    .body("text/event-stream", Schemas.string()))
            .refuses(404, 410, 422);
    draft.add(route, operation);
  }

  private static JsonObject query(String name, JsonObject schema) {
    return JsonObject.of("name", name).with("in", "query").with("schema", schema);
  }

  private static void socket(Route route, Draft draft) {
    Operation operation =
        draft
            .operation(route, Tag.CHANGES, "JSON-RPC 2.0 over a WebSocket, and subscriptions")
            .describe(
                "Messages are those of `POST /rpc`, many in flight, and `db.subscribe`,"
                    + " `db.unsubscribe`; changes come as notifications `db.change`.")
            .replies(draft.reply(101, "The connection speaks WebSocket from here on."))
            .refuses(426);
    for (String header : List.of("Upgrade", "Sec-WebSocket-Key", "Sec-WebSocket-Version")) {
      operation.takes(
          JsonObject.of("name", header).with("in", "header").with("schema", Schemas.string()));
    }
    draft.add(route, operation);
  }
}
