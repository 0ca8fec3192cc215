package io.tactus.storage.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.alteration.SchemaChange;
import io.tactus.storage.alteration.SchemaPlanner;
import io.tactus.storage.json.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** As many tables, types and indexes as there may be, and one more, declared and added. */
class SchemaLimitsTest {

  @Test
  void shouldHoldTheLimitOfTables() {
    Schema most = schema(0, SchemaLimits.MAX_TABLES);
    assertEquals(SchemaLimits.MAX_TABLES, most.tables().size());
    assertEquals(
        "tables: at most 1024, not 1025", refused(() -> schema(0, SchemaLimits.MAX_TABLES + 1)));
    SchemaChange add = new SchemaChange.CreateTable(node(table(SchemaLimits.MAX_TABLES)));
    SchemaPlanner.plan(schema(0, SchemaLimits.MAX_TABLES - 1), add);
    assertEquals("more than 1024 tables", refused(() -> SchemaPlanner.plan(most, add)));
  }

  @Test
  void shouldHoldTheLimitOfTypes() {
    Schema most = schema(SchemaLimits.MAX_TYPES, 1);
    assertEquals(SchemaLimits.MAX_TYPES, most.types().size());
    assertEquals(
        "types: at most 1024, not 1025", refused(() -> schema(SchemaLimits.MAX_TYPES + 1, 1)));
    SchemaChange add = new SchemaChange.CreateType(node(type(SchemaLimits.MAX_TYPES)));
    SchemaPlanner.plan(schema(SchemaLimits.MAX_TYPES - 1, 1), add);
    assertEquals("more than 1024 types", refused(() -> SchemaPlanner.plan(most, add)));
  }

  @Test
  void shouldHoldTheLimitOfIndexes() {
    Schema most = indexed(SchemaLimits.MAX_INDEXES);
    assertEquals(SchemaLimits.MAX_INDEXES, most.table("t").indexes().size());
    assertEquals(
        "tables[0].indexes: at most 16, not 17",
        refused(() -> indexed(SchemaLimits.MAX_INDEXES + 1)));
    SchemaChange add = new SchemaChange.AddIndex("t", node(index(SchemaLimits.MAX_INDEXES)));
    SchemaPlanner.plan(indexed(SchemaLimits.MAX_INDEXES - 1), add);
    assertEquals("indexes: at most 16, not 17", refused(() -> SchemaPlanner.plan(most, add)));
  }

  private static String refused(Runnable change) {
    Rejection refused = assertThrows(Rejection.class, change::run);
    assertEquals(RejectionCode.SCHEMA_INVALID, refused.code());
    return refused.getMessage();
  }

  private static Schema schema(int types, int tables) {
    return parse(
        list(types, SchemaLimitsTest::type)
            + ",\"tables\":"
            + list(tables, SchemaLimitsTest::table));
  }

  private static Schema indexed(int indexes) {
    String table = table(0).replace("t0", "t");
    return parse(
        "[],\"tables\":["
            + table.substring(0, table.length() - 1)
            + ",\"indexes\":"
            + list(indexes, SchemaLimitsTest::index)
            + "}]");
  }

  private static Schema parse(String types) {
    byte[] json = ("{\"types\":" + types + "}").getBytes(StandardCharsets.UTF_8);
    return SchemaJson.parseSchema(json, 0, json.length);
  }

  private static JsonNode node(String text) {
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    return JsonNode.parse(json, 0, json.length);
  }

  private static String list(int count, java.util.function.IntFunction<String> element) {
    return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(",", "[", "]"));
  }

  private static String type(int number) {
    return "{\"name\":\"T%d\",\"enum\":[\"a\",\"b\"]}".formatted(number);
  }

  private static String table(int number) {
    return "{\"name\":\"t%d\",\"fields\":[{\"name\":\"k\",\"type\":\"u64\"}],\"primaryKey\":[\"k\"]}"
        .formatted(number);
  }

  private static String index(int number) {
    return "{\"name\":\"i%d\",\"fields\":[\"k\"],\"kind\":\"ordered\"}".formatted(number);
  }
}
