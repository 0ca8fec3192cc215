package io.tactus.gateway.openapi;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.access.Principal;
import io.tactus.gateway.http.Route;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.storage.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the document of what one caller may do. Its size grows with the schema: some four
 * kilobytes for a table of ten fields.
 *
 * <p>Threading: stateless; cold.
 */
final class OpenApi {

  /** The version of the format. */
  static final String VERSION = "3.1.0";

  /**
   * Most values (leaves of fields) of all tables in one document: more would take it beyond what
   * the server renders in one reply.
   */
  static final int MAX_VALUES = 10_000;

  private static final String DESCRIPTION =
      """
      Tables, rows, procedures and changes of this server, as far as you may use them.

      - Every reply to a write that was accepted, refusals included, says where it stands in \
      history: `Tactus-Sequence`, `Tactus-Tick`.
      - A read sees every write that was answered before it was sent.
      - Refusals are problem documents (RFC 9457). Tell them apart by the tail of `type`, a stable \
      name. 503 means certainly not applied, except `outcome_unknown`, which comes without \
      `Retry-After`.
      - `HEAD` works wherever `GET` does; `OPTIONS` says what a path takes, and 405 has `Allow`.
      - Every reply has an `X-Request-Id`: yours, if you sent one.
      - 64-bit integers are numbers; decimal strings are taken, too.
      """;

  private OpenApi() {}

  /**
   * Appends the document.
   *
   * @param version of the server
   * @throws io.tactus.gateway.problem.Refusal RESULT_TOO_LARGE beyond {@link #MAX_VALUES}
   */
  static void write(
      JsonWriter out,
      List<Route> routes,
      Principal principal,
      Schema schema,
      List<ProcedureDefinition> procedures,
      String version) {
    Draft draft = new Draft(principal, schema, procedures);
    if (draft.countValues() > MAX_VALUES) {
      throw new Refusal(
          Problem.of(
                  ProblemType.RESULT_TOO_LARGE, "The tables have too many fields for one document.")
              .withLimit(MAX_VALUES)
              .withHint("Ask as a caller who may read fewer tables."));
    }
    for (Route route : routes) {
      RouteDescription description = RouteDescriptions.all().get(route.operation());
      if (description != null && draft.mayUse(route)) {
        description.describe(route, draft);
      }
    }
    draft.components().securitySchemes(securitySchemes());
    new JsonObject()
        .with("openapi", VERSION)
        .with("info", info(version, schema.version()))
        .with("servers", List.of(JsonObject.of("url", "/").with("description", "This server.")))
        .with("security", security(principal))
        .with("tags", Tag.list())
        .with("paths", draft.paths())
        .with("components", draft.components().json())
        .write(out);
  }

  private static JsonObject info(String version, long schemaVersion) {
    return new JsonObject()
        .with("title", "Tactus")
        .with("version", version)
        .with("description", DESCRIPTION)
        .with(
            "license", JsonObject.of("name", "Apache License 2.0").with("identifier", "Apache-2.0"))
        .with("x-schema-version", schemaVersion);
  }

  /** Who needs no credentials need not show any. */
  private static List<JsonObject> security(Principal principal) {
    List<JsonObject> ways = new ArrayList<>();
    if (principal.isAnonymous()) {
      ways.add(new JsonObject());
    }
    ways.add(JsonObject.of("bearer", List.of()));
    ways.add(JsonObject.of("apikey", List.of()));
    return ways;
  }

  private static JsonObject securitySchemes() {
    return new JsonObject()
        .with(
            "bearer",
            JsonObject.of("type", "http")
                .with("scheme", "bearer")
                .with("bearerFormat", "JWT")
                .with("description", "A JSON Web Token, or an API key."))
        .with(
            "apikey",
            JsonObject.of("type", "apiKey")
                .with("in", "header")
                .with("name", "apikey")
                .with("description", "An API key, as clients of Supabase send it."));
  }
}
