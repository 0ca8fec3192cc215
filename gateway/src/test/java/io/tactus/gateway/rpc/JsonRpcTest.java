package io.tactus.gateway.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.storage.json.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the JSON-RPC 2.0 specification, and the built-ins. */
class JsonRpcTest {

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(folder, new SpecificationPlugin()).withPlayers();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void expect(String request, String reply) {
    TestServer.Reply got = server.post("/rpc", request);
    assertEquals(200, got.status(), got.body());
    assertEquals(parse(reply), got.json());
  }

  private static JsonNode parse(String json) {
    byte[] bytes = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return JsonNode.parse(bytes, 0, bytes.length);
  }

  private TestServer.Reply call(String method, String params) {
    return server.post(
        "/rpc",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}");
  }

  private JsonNode result(String method, String params) {
    TestServer.Reply reply = call(method, params);
    JsonNode result = reply.json().member("result");
    assertNotNull(result, reply.body());
    return result;
  }

  private JsonNode error(String method, String params) {
    TestServer.Reply reply = call(method, params);
    JsonNode error = reply.json().member("error");
    assertNotNull(error, reply.body());
    return error;
  }

  @Test
  void shouldCallWithPositionalParameters() {
    expect(
        "{\"jsonrpc\": \"2.0\", \"method\": \"subtract\", \"params\": [42, 23], \"id\": 1}",
        "{\"jsonrpc\":\"2.0\",\"result\":19,\"id\":1}");
    expect(
        "{\"jsonrpc\": \"2.0\", \"method\": \"subtract\", \"params\": [23, 42], \"id\": 2}",
        "{\"jsonrpc\":\"2.0\",\"result\":-19,\"id\":2}");
  }

  @Test
  void shouldCallWithNamedParameters() {
    expect(
        "{\"jsonrpc\":\"2.0\",\"method\":\"subtract\","
            + "\"params\":{\"subtrahend\":23,\"minuend\":42},\"id\":3}",
        "{\"jsonrpc\":\"2.0\",\"result\":19,\"id\":3}");
  }

  @Test
  void shouldSayNothingToNotifications() {
    for (String request :
        new String[] {
          "{\"jsonrpc\": \"2.0\", \"method\": \"update\", \"params\": [1,2,3,4,5]}",
          "{\"jsonrpc\": \"2.0\", \"method\": \"foobar\"}",
          "[{\"jsonrpc\": \"2.0\", \"method\": \"notify_sum\", \"params\": [1,2,4]},"
              + "{\"jsonrpc\": \"2.0\", \"method\": \"notify_hello\", \"params\": [7]}]"
        }) {
      TestServer.Reply reply = server.post("/rpc", request);
      assertEquals(204, reply.status(), request);
      assertEquals("", reply.body());
    }
  }

  @Test
  void shouldRefuseWhatIsNoRequest() {
    expect(
        "{\"jsonrpc\": \"2.0\", \"method\": \"foobar\", \"id\": \"1\"}",
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32601,\"message\":\"Method not found\"},"
            + "\"id\":\"1\"}");
    String parseError =
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32700,\"message\":\"Parse error\"},\"id\":null}";
    expect("{\"jsonrpc\": \"2.0\", \"method\": \"foobar, \"params\": \"bar\", \"baz]", parseError);
    expect(
        "[{\"jsonrpc\":\"2.0\",\"method\":\"sum\",\"params\":[1,2,4],\"id\":\"1\"},{", parseError);
    String invalid = "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,";
    invalid += "\"message\":\"Invalid Request\"},\"id\":null}";
    expect("{\"jsonrpc\": \"2.0\", \"method\": 1, \"params\": \"bar\"}", invalid);
    expect("[]", invalid);
    expect("5", invalid);
    expect("[1]", "[" + invalid + "]");
    expect("[1,2,3]", "[" + invalid + "," + invalid + "," + invalid + "]");
  }

  @Test
  void shouldAnswerABatchInOrder() {
    expect(
        """
        [{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
         {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]},
         {"jsonrpc": "2.0", "method": "subtract", "params": [42,23], "id": "2"},
         {"foo": "boo"},
         {"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},
         {"jsonrpc": "2.0", "method": "get_data", "id": "9"}]""",
        """
        [{"jsonrpc": "2.0", "result": 7, "id": "1"},
         {"jsonrpc": "2.0", "result": 19, "id": "2"},
         {"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null},
         {"jsonrpc": "2.0", "error": {"code": -32601, "message": "Method not found"}, "id": "5"},
         {"jsonrpc": "2.0", "result": ["hello", 5], "id": "9"}]""");
  }

  @Test
  void shouldReadInABatchWhatWasWrittenBeforeInIt() {
    TestServer.Reply reply =
        server.post(
            "/rpc",
            """
            [{"jsonrpc":"2.0","id":1,"method":"db.insert","params":{"table":"players","row":{"name":"a"}}},
             {"jsonrpc":"2.0","id":2,"method":"db.get","params":{"table":"players","key":1}},
             {"jsonrpc":"2.0","id":3,"method":"db.delete","params":{"table":"players","key":1}},
             {"jsonrpc":"2.0","id":4,"method":"db.get","params":{"table":"players","key":1}}]""");
    List<JsonNode> replies = reply.json().values();
    assertEquals("a", replies.get(1).member("result").member("name").text(), reply.body());
    assertEquals(JsonNode.Kind.NULL, replies.get(3).member("result").kind());
    assertNotNull(reply.header("Tactus-Sequence"));
  }

  @Test
  void shouldMakeEachElementATransactionOfItsOwn() {
    TestServer.Reply reply =
        server.post(
            "/rpc",
            """
            [{"jsonrpc":"2.0","id":1,"method":"db.insert","params":{"table":"players","row":{"name":"a"}}},
             {"jsonrpc":"2.0","id":2,"method":"db.insert","params":{"table":"players","row":{"name":"a"}}},
             {"jsonrpc":"2.0","id":3,"method":"db.insert","params":{"table":"players","row":{"name":"b"}}}]""");
    List<JsonNode> replies = reply.json().values();
    assertNotNull(replies.get(0).member("result"), reply.body());
    assertEquals("-32000", replies.get(1).member("error").member("code").text());
    assertEquals("23505", replies.get(1).member("error").member("data").member("code").text());
    assertNotNull(replies.get(2).member("result"), reply.body());
  }

  @Test
  void shouldKeepItsQueryWorkersWhateverAReadThrows() {
    for (int i = 0; i < 3; i++) {
      TestServer.Reply overflow = server.post("/rest/v1/rpc/game.overflow", "{}");
      assertEquals(500, overflow.status(), overflow.body());
      assertEquals("internal", overflow.problem());
      assertFalse(overflow.body().contains("secret"), overflow.body());
      TestServer.Reply unlinked = server.post("/rest/v1/rpc/game.unlinked", "{}");
      assertEquals(422, unlinked.status(), unlinked.body());
      assertFalse(unlinked.body().contains("secret"), unlinked.body());
    }
    assertEquals(200, server.post("/rest/v1/rpc/get_data", "{}").status(), "the worker lives");
  }

  @Test
  void shouldNotSayThatDbBatchIsUnknownWhenAProcedureInsideIs() {
    JsonNode error =
        error("db.batch", "{\"operations\":[{\"op\":\"call\",\"procedure\":\"no.such\"}]}");
    assertEquals("-32000", error.member("code").text());
    assertTrue(error.member("data").member("type").text().endsWith("/procedure_not_found"));
  }

  @Test
  void shouldOfferTheBuiltIns() {
    JsonNode inserted = result("db.insert", "{\"table\":\"players\",\"row\":{\"name\":\"a\"}}");
    assertEquals("1", inserted.member("key").text());
    assertNotNull(inserted.member("sequence"));
    JsonNode many =
        result("db.insert", "{\"table\":\"players\",\"rows\":[{\"name\":\"b\"},{\"name\":\"c\"}]}");
    assertEquals(2, many.member("keys").values().size());
    JsonNode updated =
        result(
            "db.update",
            "{\"table\":\"players\",\"key\":1,\"set\":{\"gold\":{\"$add\":5},\"name\":\"$0.id\"}}");
    assertEquals("1", updated.member("key").text());
    assertEquals(updated.member("sequence"), updated.member("version"));
    JsonNode row = result("db.get", "{\"table\":\"players\",\"key\":1}");
    assertEquals("15", row.member("gold").text());
    assertEquals("$0.id", row.member("name").text(), "references mean something in batches only");
    result("db.upsert", "{\"table\":\"players\",\"row\":{\"id\":2,\"name\":\"z\"}}");
    assertEquals("z", result("db.get", "{\"table\":\"players\",\"key\":2}").member("name").text());
    result("db.delete", "{\"table\":\"players\",\"key\":2}");
    assertEquals(JsonNode.Kind.NULL, result("db.get", "{\"table\":\"players\",\"key\":2}").kind());
    JsonNode batch =
        result(
            "db.batch",
            "{\"operations\":[{\"op\":\"delete\",\"table\":\"players\",\"key\":1},"
                + "{\"op\":\"call\",\"procedure\":\"sum\",\"params\":[1,2,3]}]}");
    assertEquals("6", batch.member("results").values().get(1).member("result").text());
    assertEquals(1, result("db.schema", "{}").member("tables").values().size());
  }

  @Test
  void shouldTellWrongParametersFromRefusals() {
    assertEquals("-32602", error("subtract", "[1]").member("code").text());
    assertEquals("-32602", error("subtract", "[1,2,3]").member("code").text());
    assertEquals("-32602", error("subtract", "{\"minuend\":\"x\"}").member("code").text());
    assertEquals("-32602", error("db.get", "[1]").member("code").text());
    assertEquals("-32602", error("db.get", "{\"table\":\"players\"}").member("code").text());
    assertEquals(
        "-32602",
        error("db.get", "{\"table\":\"players\",\"key\":1,\"x\":1}").member("code").text());
    JsonNode missing = error("db.update", "{\"table\":\"players\",\"key\":7,\"set\":{\"gold\":1}}");
    assertEquals("-32000", missing.member("code").text());
    assertEquals("404", missing.member("data").member("status").text());
    JsonNode value =
        error("db.insert", "{\"table\":\"players\",\"row\":{\"name\":\"a\",\"gold\":-1}}");
    assertEquals("-32000", value.member("code").text());
    assertEquals("422", value.member("data").member("status").text());
    assertEquals("-32601", error("db.nothing", "{}").member("code").text());
    assertEquals("-32601", error("rpc.discover", "{}").member("code").text());
  }

  @Test
  void shouldReportWhatAProcedureRefuses() {
    JsonNode refused = error("game.refuse", "[\"already_queued\"]");
    assertEquals("-32000", refused.member("code").text());
    assertTrue(refused.member("data").member("type").text().endsWith("/already_queued"));
    JsonNode exploded = error("game.explode", "[]");
    assertEquals("-32000", exploded.member("code").text());
    assertEquals("422", exploded.member("data").member("status").text());
    assertFalse(exploded.toString().contains("IllegalState"), exploded.toString());
  }

  @Test
  void shouldOfferProceduresOverRest() {
    TestServer.Reply written =
        server.post("/rest/v1/rpc/subtract", "{\"minuend\":42,\"subtrahend\":23}");
    assertEquals(200, written.status(), written.body());
    assertEquals("19", written.body());
    assertNotNull(written.header("Tactus-Sequence"));
    assertEquals(204, server.post("/rest/v1/rpc/update", null).status());
    assertEquals(
        "{\"text\":\"a b\",\"count\":18446744073709551615,\"flag\":true,\"data\":{\"x\":[1]}}",
        server
            .get(
                "/rest/v1/rpc/game.echo?text=a%20b&count=18446744073709551615&flag=true&data=%7B%22x%22:%5B1%5D%7D")
            .body());
    assertEquals(
        "{\"text\":\"x\"}", server.post("/rest/v1/rpc/game.echo", "{\"text\":\"x\"}").body());
    TestServer.Reply get = server.get("/rest/v1/rpc/subtract?minuend=1&subtrahend=1");
    assertEquals(405, get.status());
    assertNotNull(get.header("Allow"));
    assertEquals("procedure_not_found", server.post("/rest/v1/rpc/nothing", "{}").problem());
    assertEquals(422, server.post("/rest/v1/rpc/subtract", "{\"minuend\":1}").status());
    assertEquals(422, server.post("/rest/v1/rpc/subtract", "{\"nothing\":1}").status());
    TestServer.Reply refused = server.post("/rest/v1/rpc/game.refuse", "{\"code\":\"too_late\"}");
    assertEquals(422, refused.status());
    assertEquals("too_late", refused.problem());
    assertNotNull(refused.header("Tactus-Sequence"));
  }

  @Test
  void shouldRefuseTooLongBatches() {
    String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"get_data\"}";
    TestServer.Reply reply = server.post("/rpc", "[" + (call + ",").repeat(1000) + call + "]");
    assertEquals("-32600", reply.json().member("error").member("code").text());
    reply = server.post("/rpc", "[" + (call + ",").repeat(40) + call + "]");
    assertEquals(41, reply.json().values().size());
  }
}
