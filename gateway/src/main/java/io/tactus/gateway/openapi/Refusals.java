package io.tactus.gateway.openapi;

import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemJson;
import io.tactus.gateway.problem.StableName;
import java.util.List;
import java.util.Map;

/** The replies that refuse, one per status, each a problem document. Threading: stateless. */
final class Refusals {

  private static final String PROBLEM = "Problem";

  private record Kind(String name, String description, List<ReplyHeader> headers) {
    Kind(String name, String description, ReplyHeader... headers) {
      this(name, description, List.of(headers));
    }
  }

  private static final Map<Integer, Kind> KINDS =
      Map.ofEntries(
          Map.entry(300, new Kind("Ambiguous", "A name leads to several relations.")),
          Map.entry(
              400,
              new Kind(
                  "BadRequest",
                  "Malformed, or a query that means nothing.",
                  ReplyHeader.TACTUS_SEQUENCE,
                  ReplyHeader.TACTUS_TICK)),
          Map.entry(
              401,
              new Kind(
                  "Unauthorized",
                  "Credentials are missing or not valid.",
                  ReplyHeader.WWW_AUTHENTICATE)),
          Map.entry(403, new Kind("Forbidden", "The caller may not do this.")),
          Map.entry(
              404,
              new Kind(
                  "NotFound",
                  "There is no such thing.",
                  ReplyHeader.TACTUS_SEQUENCE,
                  ReplyHeader.TACTUS_TICK)),
          Map.entry(406, new Kind("NotAcceptable", "What is accepted cannot be given.")),
          Map.entry(408, new Kind("RequestTimeout", "The body did not arrive in time.")),
          Map.entry(
              409,
              new Kind(
                  "Conflict",
                  "It contradicts what is there.",
                  ReplyHeader.TACTUS_SEQUENCE,
                  ReplyHeader.TACTUS_TICK)),
          Map.entry(410, new Kind("Gone", "It was there and is no more.")),
          Map.entry(
              412,
              new Kind(
                  "PreconditionFailed",
                  "The condition does not hold.",
                  ReplyHeader.TACTUS_SEQUENCE,
                  ReplyHeader.TACTUS_TICK)),
          Map.entry(413, new Kind("TooLarge", "Larger than the server takes.")),
          Map.entry(415, new Kind("UnsupportedMediaType", "The body is not JSON in UTF-8.")),
          Map.entry(
              416,
              new Kind(
                  "RangeNotSatisfiable",
                  "The range lies behind the last row.",
                  ReplyHeader.CONTENT_RANGE,
                  ReplyHeader.PREFERENCE_APPLIED)),
          Map.entry(
              422,
              new Kind(
                  "Unprocessable",
                  "Understood, and refused: a value, a limit, or game logic under a name of its"
                      + " own.",
                  ReplyHeader.TACTUS_SEQUENCE,
                  ReplyHeader.TACTUS_TICK)),
          Map.entry(
              426,
              new Kind(
                  "UpgradeRequired",
                  "This path speaks another protocol.",
                  ReplyHeader.UPGRADE,
                  ReplyHeader.SEC_WEBSOCKET_VERSION)),
          Map.entry(
              429,
              new Kind(
                  "TooManyRequests",
                  "Certainly not applied.",
                  ReplyHeader.RETRY_AFTER,
                  ReplyHeader.RATE_LIMIT,
                  ReplyHeader.RATE_REMAINING,
                  ReplyHeader.RATE_RESET)),
          Map.entry(500, new Kind("InternalError", "A defect; the server's log says more.")),
          Map.entry(
              503,
              new Kind(
                  "Unavailable",
                  "Certainly not applied, except `outcome_unknown`, which comes without"
                      + " `Retry-After`.",
                  ReplyHeader.RETRY_AFTER)),
          Map.entry(
              507,
              new Kind(
                  "MemoryLimit",
                  "The memory limit is reached; nothing was changed.",
                  ReplyHeader.TACTUS_SEQUENCE,
                  ReplyHeader.TACTUS_TICK)));

  private Refusals() {}

  /** Returns a reference to the reply of this status. */
  static JsonObject in(Components components, int status) {
    Kind kind = KINDS.get(status);
    JsonObject headers = new JsonObject();
    for (ReplyHeader header : kind.headers) {
      headers.with(header.header(), header.in(components));
    }
    JsonObject schema =
        JsonObject.of(
            "allOf",
            List.of(
                problem(components),
                Schemas.object(JsonObject.of("status", Schemas.constant(status)))));
    JsonObject content = JsonObject.of(ProblemJson.MEDIA_TYPE, JsonObject.of("schema", schema));
    return components.response(
        kind.name,
        JsonObject.of("description", kind.description + names(status))
            .withIf(!headers.isEmpty(), "headers", headers)
            .with("content", content));
  }

  private static String names(int status) {
    return " `" + String.join("`, `", StableName.of(status)) + "`.";
  }

  /** Returns a reference to the schema of a problem document. */
  static JsonObject problem(Components components) {
    JsonObject text = Schemas.string();
    JsonObject properties =
        new JsonObject()
            .with(
                "type",
                Schemas.string()
                    .with("format", "uri")
                    .with(
                        "pattern", "^" + Problem.TYPE_BASE.replace(".", "\\.") + "[A-Za-z0-9_.-]+$")
                    .with(
                        "description",
                        "Its tail is a stable name, the thing to tell problems apart by."))
            .with("title", text)
            .with("status", Schemas.type("integer").with("minimum", 300).with("maximum", 599))
            .with("detail", Schemas.string().with("description", "What went wrong this time."))
            .with(
                "code",
                Schemas.string()
                    .with("description", "SQLSTATE or PostgREST code, if there is one."))
            .with("message", Schemas.string().with("description", "`detail` again, for PostgREST."))
            .with("details", Schemas.nullable(Schemas.string()))
            .with("hint", Schemas.nullable(Schemas.string()))
            .with("table", text)
            .with("field", text)
            .with(
                "failedIndex",
                Schemas.count().with("description", "Which operation or row was refused."))
            .with("limit", Schemas.count().with("description", "The limit that was hit."))
            .with("epoch", Schemas.count())
            .with("oldest", Schemas.count().with("description", "Changes are kept after this."))
            .with("faults", faults())
            .with("recovery", recovery())
            .with(
                "drill",
                Schemas.string().with("description", "Of health: the faults that were ordered."))
            .with(
                "requestId",
                Schemas.string().with("description", "What to name in a report: `X-Request-Id`."));
    return components.schema(
        PROBLEM,
        Schemas.closed(
                properties, "type", "title", "status", "detail", "message", "details", "hint")
            .with("description", "RFC 9457, with PostgREST's members."));
  }

  private static JsonObject recovery() {
    return Schemas.closed(
            JsonObject.of("step", Schemas.string())
                .with("done", Schemas.count())
                .with("of", Schemas.count())
                .with("unit", Schemas.string())
                .with("millisLeft", Schemas.count()),
            "step",
            "done",
            "of",
            "unit")
        .with("description", "Of health: how far recovery is.");
  }

  private static JsonObject faults() {
    JsonObject fault =
        Schemas.closed(
            JsonObject.of("check", Schemas.string())
                .with("since", Schemas.string().with("format", "date-time"))
                .with("detail", Schemas.string()),
            "check",
            "since",
            "detail");
    return Schemas.array(fault).with("description", "Of health: the checks that fail.");
  }
}
