package io.tactus.gateway.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document follows the schema, is kept, and is OpenAPI 3.1. */
class OpenApiTest {

  private static final String PATH = "/openapi.json";

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(folder, new RichSchema.Procedures());
    RichSchema.declare(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ApiDocument document() {
    Reply reply = server.get(PATH);
    assertEquals(200, reply.status(), reply.body());
    return ApiDocument.parse(reply.body());
  }

  @Test
  void shouldBeValidByTheMetaSchemaOfOpenApi() {
    assertEquals(List.of(), MetaSchema.faults(document().json()));
  }

  @Test
  void shouldBeValidWithoutTablesAndProcedures(@TempDir Path other) {
    try (TestServer empty = TestServer.start(other)) {
      ApiDocument document = ApiDocument.parse(empty.get(PATH).body());
      assertEquals(List.of(), MetaSchema.faults(document.json()));
    }
  }

  @Test
  void shouldNoticeWhatTheMetaSchemaForbids() {
    String json = server.get(PATH).body();
    String[][] spoilt = {
      {"\"openapi\":\"3.1.0\"", "\"openapi\":\"2.0\""},
      {"\"in\":\"header\"", "\"in\":\"body\""},
      {"\"type\":\"integer\"", "\"type\":\"int\""},
      {"\"description\":\"The row.\",", ""}
    };
    for (String[] change : spoilt) {
      String wrong = json.replace(change[0], change[1]);
      assertNotEquals(json, wrong, change[0]);
      assertFalse(MetaSchema.faults(ApiDocument.parse(wrong).json()).isEmpty(), change[0]);
    }
  }

  @Test
  void shouldShowEachTypeAsItStandsInJson() {
    String insert = "/components/schemas/heroes.insert/properties/";
    ApiDocument document = document();
    assertEquals("18446744073709551615", at(document, insert + "u64/maximum"));
    assertEquals("18446744073709551615", at(document, insert + "u64/default"));
    assertEquals("-10", at(document, insert + "i32/minimum"));
    assertEquals("[\"integer\",\"null\"]", at(document, insert + "i16/type"));
    assertEquals("8", at(document, insert + "name/maxLength"));
    assertEquals("3", at(document, insert + "stats/minItems"));
    assertEquals("#/components/schemas/Region.type", at(document, insert + "region/$ref"));
    assertEquals("100", at(document, "/components/schemas/Vec3.type/properties/z/maximum"));
    assertEquals("2", at(document, insert + "member/maxItems"));
    assertEquals("[\"id\",\"name\"]", at(document, "/components/schemas/heroes.insert/required"));
    assertEquals("[\"name\"]", at(document, "/components/schemas/heroes.put/required"));
  }

  private static String at(ApiDocument document, String pointer) {
    var node = document.json().at(pointer);
    return node.isString() ? node.asString() : node.toString();
  }

  @Test
  void shouldKeepTheDocumentUntilTheSchemaChanges() {
    Reply first = server.get(PATH);
    assertEquals(first.header("ETag"), server.get(PATH).header("ETag"));
    assertEquals(first.body(), server.get(PATH).body());
    Reply unchanged = server.get(PATH, "If-None-Match", "\"other\", " + first.header("ETag"));
    assertEquals(304, unchanged.status());
    assertEquals("", unchanged.body());

    String field = "{\"name\":\"rank\",\"type\":\"u8\",\"nullable\":true}";
    assertEquals(201, server.post("/schema/v1/tables/guilds/fields", field).status());
    Reply second = server.get(PATH, "If-None-Match", first.header("ETag"));
    assertEquals(200, second.status());
    assertNotEquals(first.header("ETag"), second.header("ETag"));
    assertTrue(second.body().contains("guilds.filter.rank"), second.body());
  }

  @Test
  void shouldSayHowManyFieldsAreTooMany() {
    declareValues(OpenApi.MAX_VALUES);
    assertEquals(200, server.get(PATH).status());
    declareValues(OpenApi.MAX_VALUES + 1);
    Reply refused = server.get(PATH);
    assertEquals(422, refused.status());
    assertEquals("result_too_large", refused.problem());
    assertEquals("10000", refused.json().member("limit").text());
  }

  /** Makes tables of up to 200 fields, so many of them altogether. */
  private void declareValues(int values) {
    StringBuilder tables = new StringBuilder();
    for (int from = 0; from < values; from += 200) {
      String fields =
          IntStream.range(0, Math.min(200, values - from))
              .mapToObj(i -> "{\"name\":\"f" + i + "\",\"type\":\"u8\"}")
              .collect(Collectors.joining(","));
      tables.append(from == 0 ? "" : ",").append("{\"name\":\"wide").append(from);
      tables.append("\",\"fields\":[").append(fields).append("],\"primaryKey\":[\"f0\"]}");
    }
    String schema = "{\"tables\":[" + tables + "]}";
    assertEquals(200, server.call("PUT", "/schema/v1?allowLoss=true", schema).status());
  }
}
