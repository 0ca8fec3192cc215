package io.tactus.gateway.openapi;

import io.tactus.gateway.http.Route;
import io.tactus.pipeline.procedure.Parameter;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import java.util.Map;

/**
 * {@code /rest/v1/rpc/{procedure}}: an operation of its own for each procedure; those that only
 * read answer GET as well.
 *
 * <p>Threading: stateless.
 */
final class ProcedureDescriptions {

  private static final String PATH = "/rest/v1/rpc/";

  private ProcedureDescriptions() {}

  static Map<String, RouteDescription> all() {
    return Map.of(
        "procedure.read",
        ProcedureDescriptions::get,
        "procedure.call",
        ProcedureDescriptions::post);
  }

  private static void get(Route route, Draft draft) {
    for (ProcedureDefinition procedure : draft.callable()) {
      if (procedure.readOnly()) {
        Operation operation = begin(route, draft, procedure).refuses(404, 409, 412, 422);
        for (Parameter parameter : procedure.parameters().parameters()) {
          operation.takes(
              JsonObject.of("name", parameter.name())
                  .with("in", "query")
                  .withIf(!parameter.optional(), "required", true)
                  .with("schema", draft.calls().type(parameter.type())));
        }
        draft.add(route, PATH + procedure.name(), replies(draft, procedure, operation, false));
      }
    }
  }

  private static void post(Route route, Draft draft) {
    for (ProcedureDefinition procedure : draft.callable()) {
      Operation operation = begin(route, draft, procedure);
      JsonObject params = draft.calls().params(procedure);
      boolean required =
          procedure.parameters().parameters().stream().anyMatch(one -> !one.optional());
      if (required) {
        operation.body(params);
      } else {
        operation.optionalBody(params);
      }
      if (procedure.readOnly()) {
        operation.refuses(404, 409, 412, 422);
      } else {
        operation.refusesAsCommand();
      }
      draft.add(
          route,
          PATH + procedure.name(),
          replies(draft, procedure, operation, !procedure.readOnly()));
    }
  }

  private static Operation begin(Route route, Draft draft, ProcedureDefinition procedure) {
    String summary = procedure.name() + (procedure.readOnly() ? ", which only reads" : "");
    Operation operation = draft.operation(route, procedure.name(), Tag.PROCEDURES, summary);
    return procedure.description().isEmpty()
        ? operation
        : operation.describe(procedure.description());
  }

  private static Operation replies(
      Draft draft, ProcedureDefinition procedure, Operation operation, boolean journaled) {
    JsonObject result = draft.calls().result(procedure);
    Reply reply =
        result == null
            ? draft.reply(204, "Done; it has no results.")
            : draft.reply(200, "The results.").body(result);
    return operation.replies(journaled ? reply.ofCommand() : reply);
  }
}
