package io.tactus.gateway.openapi;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The schema of OpenAPI 3.1 documents, schemas within them included, as the OpenAPI Initiative
 * publishes it and the jar of vertx-openapi carries it.
 */
final class MetaSchema {

  private static final String NAME = "https://spec.openapis.org/oas/3.1/schema-base/2022-10-07";

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaIdResolvers(
                  ids ->
                      ids.mapPrefix("https://spec.openapis.org", "classpath:spec.openapis.org")));

  private MetaSchema() {}

  /** Returns what the document breaks; empty if it is OpenAPI 3.1. */
  static List<String> faults(JsonNode document) {
    Schema schema = REGISTRY.getSchema(SchemaLocation.of(NAME));
    return schema.validate(document).stream().map(Object::toString).toList();
  }
}
