package io.tactus.gateway.openapi;

import io.tactus.gateway.http.Route;
import java.util.Map;

/** Health, figures, snapshots, backups, and the document itself. Threading: stateless. */
final class OperationsDescriptions {

  private static final JsonObject DRILL =
      Schemas.type("string").with("description", "The faults an operator has ordered, if any.");

  private OperationsDescriptions() {}

  static Map<String, RouteDescription> all() {
    return Map.of(
        "health.live", OperationsDescriptions::live,
        "health.ready", OperationsDescriptions::ready,
        "metrics", OperationsDescriptions::metrics,
        "stats", OperationsDescriptions::statistics,
        "snapshots.list", OperationsDescriptions::snapshots,
        "snapshots.take", OperationsDescriptions::snapshot,
        "backup", OperationsDescriptions::backup,
        "openapi", OperationsDescriptions::openApi);
  }

  private static void live(Route route, Draft draft) {
    JsonObject body =
        Schemas.closed(
            JsonObject.of("status", Schemas.constant("live")).with("drill", DRILL), "status");
    draft.add(
        route,
        draft
            .operation(route, Tag.OPERATIONS, "The process answers, and no restart is needed")
            .replies(draft.reply(200, "So it is; 503 says what stands still.").body(body)));
  }

  private static void ready(Route route, Draft draft) {
    JsonObject body =
        Schemas.closed(
            new JsonObject()
                .with("status", Schemas.constant("ready"))
                .with("sequence", Schemas.count())
                .with("tick", Schemas.count())
                .with(
                    "diskFreeBytes",
                    Schemas.type("integer").with("description", "-1 if the disk does not say."))
                .with("diskWarning", Schemas.string())
                .with("drill", DRILL),
            "status",
            "sequence",
            "tick",
            "diskFreeBytes");
    draft.add(
        route,
        draft
            .operation(route, Tag.OPERATIONS, "Reads and writes are served")
            .replies(draft.reply(200, "They are; 503 says why not.").body(body)));
  }

  private static void metrics(Route route, Draft draft) {
    draft.add(
        route,
        draft
            .operation(route, Tag.OPERATIONS, "Figures for Prometheus")
            .describe("In Prometheus' text format, or in that of OpenMetrics if it is accepted.")
            .replies(
                draft
                    .reply(200, "Since the start.")
                    .body("text/plain", Schemas.string())
                    .body("application/openmetrics-text", Schemas.string())));
  }

  private static void statistics(Route route, Draft draft) {
    JsonObject figures = Schemas.type("object");
    JsonObject body =
        Schemas.object(
            new JsonObject()
                .with("status", Schemas.string())
                .with("drill", DRILL)
                .with("sequence", Schemas.count())
                .with("tick", Schemas.count())
                .with("epoch", Schemas.count())
                .with("state", figures)
                .with("memory", figures)
                .with("recovery", figures)
                .with("snapshots", figures)
                .with("disk", figures)
                .with("feeds", figures)
                .with("stages", figures)
                .with("operations", figures),
            "status",
            "sequence",
            "tick",
            "state",
            "stages",
            "operations");
    draft.add(
        route,
        draft
            .operation(route, Tag.OPERATIONS, "Counters and percentiles")
            .describe(
                "Per operation and stage, in microseconds, each with its maximum. The operations"
                    + " have the names that the ids of this document begin with.")
            .replies(draft.reply(200, "Since the start.").body(body)));
  }

  private static JsonObject snapshot(Components components) {
    return components.schema(
        "Snapshot",
        Schemas.closed(
            new JsonObject()
                .with("file", Schemas.string())
                .with("sequence", Schemas.count())
                .with("epoch", Schemas.count())
                .with("sizeBytes", Schemas.count()),
            "file",
            "sequence",
            "epoch",
            "sizeBytes"));
  }

  private static void snapshots(Route route, Draft draft) {
    draft.add(
        route,
        draft
            .operation(route, Tag.OPERATIONS, "The snapshots there are")
            .replies(
                draft
                    .reply(200, "Newest first.")
                    .body(Schemas.array(snapshot(draft.components())))));
  }

  private static void snapshot(Route route, Draft draft) {
    JsonObject started =
        Schemas.closed(JsonObject.of("status", Schemas.constant("started")), "status");
    draft.add(
        route,
        draft
            .operation(route, Tag.OPERATIONS, "Take a snapshot now")
            .takes(flag("wait", "Answer when it is done."))
            .replies(
                draft
                    .reply(200, "It is done, with `wait=true`.")
                    .body(snapshot(draft.components())))
            .replies(draft.reply(202, "It is begun.").body(started)));
  }

  private static void backup(Route route, Draft draft) {
    draft.add(
        route,
        draft
            .operation(route, Tag.OPERATIONS, "A consistent backup, as a tar")
            .takes(flag("history", "With all history that is retained."))
            .replies(
                draft
                    .reply(200, "The backup, of the state after `Tactus-Sequence`.")
                    .header(ReplyHeader.TACTUS_SEQUENCE)
                    .header(ReplyHeader.TACTUS_TICK)
                    .header(ReplyHeader.CONTENT_DISPOSITION)
                    .body("application/x-tar", Schemas.string().with("format", "binary"))));
  }

  private static JsonObject flag(String name, String description) {
    return JsonObject.of("name", name)
        .with("in", "query")
        .with("description", description)
        .with("schema", Schemas.bool().with("default", false));
  }

  private static void openApi(Route route, Draft draft) {
    draft.add(
        route,
        draft
            .operation(route, Tag.SCHEMA, "This document")
            .describe("What the caller may see of the schema and the procedures as they are now.")
            .takes(RequestParameter.IF_NONE_MATCH)
            .replies(
                draft
                    .reply(200, "OpenAPI 3.1.")
                    .header(ReplyHeader.ETAG)
                    .body(
                        Schemas.object(
                            JsonObject.of("openapi", Schemas.constant(OpenApi.VERSION))
                                .with("info", Schemas.type("object"))
                                .with("paths", Schemas.type("object")),
                            "openapi",
                            "info",
                            "paths")))
            .replies(draft.reply(304, "It is still the same.").header(ReplyHeader.ETAG)));
  }
}
