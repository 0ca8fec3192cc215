package io.tactus.gateway.openapi;

import io.tactus.gateway.http.Route;
import java.util.Map;
import java.util.function.Function;

/** {@code /schema/v1}. Threading: stateless. */
final class SchemaDescriptions {

  private SchemaDescriptions() {}

  static Map<String, RouteDescription> all() {
    return Map.ofEntries(
        Map.entry("schema.read", show("The whole schema", SchemaDocuments::schema)),
        Map.entry("schema.declare", SchemaDescriptions::declare),
        Map.entry("types.list", list("All declared types", SchemaDocuments::type)),
        Map.entry("types.create", create("Declare a type", SchemaDocuments::type)),
        Map.entry("types.read", show("A declared type", SchemaDocuments::type)),
        Map.entry("types.drop", drop("Drop a type that nothing uses")),
        Map.entry("schema.tables", list("All tables", SchemaDocuments::table)),
        Map.entry("schema.create", create("Create a table", SchemaDocuments::table)),
        Map.entry("schema.table", show("A table", SchemaDocuments::table)),
        Map.entry("schema.rename", SchemaDescriptions::rename),
        Map.entry("schema.drop", drop("Drop a table with its rows")),
        Map.entry("schema.addField", create("Add a field", SchemaDocuments::field)),
        Map.entry("schema.alterField", SchemaDescriptions::alterField),
        Map.entry("schema.dropField", drop("Drop a field with its values")),
        Map.entry("schema.addIndex", create("Add an index", SchemaDocuments::index)),
        Map.entry("schema.dropIndex", drop("Drop an index")));
  }

  private static RouteDescription show(String summary, Function<Components, JsonObject> document) {
    return (route, draft) ->
        draft.add(
            route,
            begin(route, draft, summary)
                .replies(draft.reply(200, "As it is now.").body(document.apply(draft.components())))
                .refuses(404));
  }

  private static RouteDescription list(String summary, Function<Components, JsonObject> document) {
    return (route, draft) ->
        draft.add(
            route,
            begin(route, draft, summary)
                .replies(
                    draft
                        .reply(200, "Sorted by name.")
                        .body(Schemas.array(document.apply(draft.components())))));
  }

  private static RouteDescription create(
      String summary, Function<Components, JsonObject> document) {
    return (route, draft) -> {
      JsonObject made = document.apply(draft.components());
      draft.add(
          route,
          change(route, draft, summary)
              .body(made)
              .replies(
                  draft
                      .reply(201, "Made; here it is.")
                      .ofCommand()
                      .header(ReplyHeader.LOCATION)
                      .body(made))
              .replies(plan(draft))
              .replies(draft.reply(204, "Made, and dropped again by now.").ofCommand()));
    };
  }

  private static RouteDescription drop(String summary) {
    return (route, draft) ->
        draft.add(
            route,
            change(route, draft, summary)
                .replies(draft.reply(204, "Gone.").ofCommand())
                .replies(plan(draft)));
  }

  private static void declare(Route route, Draft draft) {
    Components components = draft.components();
    draft.add(
        route,
        change(route, draft, "Make this schema true")
            .describe(
                "One change from the schema there is to this one: what is not named is dropped,"
                    + " `renamedFrom` keeps what had another name. Loss of data needs"
                    + " `allowLoss=true`.")
            .takes(RequestParameter.ALLOW_LOSS)
            .body(SchemaDocuments.declared(components))
            .replies(altered(draft, SchemaDocuments.schema(components))));
  }

  private static void rename(Route route, Draft draft) {
    draft.add(
        route,
        change(route, draft, "Give a table another name")
            .body(SchemaDocuments.rename())
            .replies(altered(draft, SchemaDocuments.table(draft.components())))
            .replies(draft.reply(204, "Done, and dropped by now.").ofCommand()));
  }

  private static void alterField(Route route, Draft draft) {
    Components components = draft.components();
    draft.add(
        route,
        change(route, draft, "Change a field and convert its values")
            .takes(RequestParameter.ALLOW_LOSS)
            .body(SchemaDocuments.fieldChange(components))
            .replies(altered(draft, SchemaDocuments.field(components)))
            .replies(draft.reply(204, "Done, and dropped by now.").ofCommand()));
  }

  private static Reply altered(Draft draft, JsonObject document) {
    return draft
        .reply(200, "As it is now, or the plan with `dryRun=true`.")
        .ofCommand()
        .body(Schemas.anyOf(document, SchemaDocuments.plan(draft.components())));
  }

  private static Reply plan(Draft draft) {
    return draft
        .reply(200, "The plan, with `dryRun=true`.")
        .body(SchemaDocuments.plan(draft.components()));
  }

  private static Operation change(Route route, Draft draft, String summary) {
    return begin(route, draft, summary).takes(RequestParameter.DRY_RUN).refusesAsCommand();
  }

  private static Operation begin(Route route, Draft draft, String summary) {
    Operation operation = draft.operation(route, Tag.SCHEMA, summary);
    for (RequestParameter part :
        new RequestParameter[] {
          RequestParameter.TABLE,
          RequestParameter.FIELD,
          RequestParameter.INDEX,
          RequestParameter.TYPE
        }) {
      if (route.template().contains("{" + part.wireName() + "}")) {
        operation.takes(part);
      }
    }
    return operation;
  }
}
