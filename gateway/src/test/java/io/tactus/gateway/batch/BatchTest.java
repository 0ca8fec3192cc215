package io.tactus.gateway.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.rpc.SpecificationPlugin;
import io.tactus.storage.json.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {

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

  private TestServer.Reply batch(String operations) {
    return server.post("/batch", "{\"operations\":[" + operations + "]}");
  }

  private String gold(int id) {
    return server.get("/rest/v1/players/" + id).json().member("gold").text();
  }

  @Test
  void shouldRunAllOperationsAsOne() {
    TestServer.Reply reply =
        batch(
            """
            {"op":"insert","table":"players","row":{"name":"a","gold":100}},
            {"row":{"id":9,"name":"b"},"table":"players","op":"upsert"},
            {"op":"update","table":"players","key":"$0.id","set":{"gold":{"$add":-30}}},
            {"op":"update","table":"players","key":9,"set":{"gold":{"$add":30},"guild":"$0.id"}},
            {"op":"call","procedure":"subtract","params":{"minuend":42,"subtrahend":23}},
            {"op":"insert","table":"players","row":{"name":"$$c"}},
            {"op":"delete","table":"players","key":"$5.id"}""");
    assertEquals(200, reply.status(), reply.body());
    assertEquals(reply.header("Tactus-Sequence"), reply.json().member("sequence").text());
    assertEquals(reply.header("Tactus-Tick"), reply.json().member("tick").text());
    List<JsonNode> results = reply.json().member("results").values();
    assertEquals(7, results.size());
    assertEquals("1", results.get(0).member("key").text());
    assertEquals(reply.header("Tactus-Sequence"), results.get(0).member("version").text());
    assertEquals("9", results.get(1).member("key").text());
    assertEquals("19", results.get(4).member("result").text());
    assertNull(results.get(6).member("version"), "a deleted row has no version");
    assertEquals("70", gold(1));
    assertEquals("40", gold(9));
    assertEquals("1", server.get("/rest/v1/players/9").json().member("guild").text());
    assertEquals(404, server.get("/rest/v1/players/10").status());
  }

  @Test
  void shouldUndoAllWhenOneIsRefused() {
    assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"a\"}").status());
    TestServer.Reply reply =
        batch(
            """
            {"op":"update","table":"players","key":1,"set":{"gold":{"$add":5}}},
            {"op":"insert","table":"players","row":{"name":"b"}},
            {"op":"update","table":"players","key":1,"set":{"gold":{"$add":-100}}}""");
    assertEquals(422, reply.status(), reply.body());
    assertEquals("2", reply.json().member("failedIndex").text());
    assertEquals("gold", reply.json().member("field").text());
    assertNotNull(reply.header("Tactus-Sequence"));
    assertEquals("10", gold(1));
    assertEquals(404, server.get("/rest/v1/players/2").status());
  }

  @Test
  void shouldCheckVersionsAndKeys() {
    String tag = server.post("/rest/v1/players", "{\"name\":\"a\"}").header("ETag");
    String version = tag.replace("\"", "");
    String update = "{\"op\":\"update\",\"table\":\"players\",\"key\":1,\"set\":{\"gold\":1},";
    assertEquals(200, batch(update + "\"ifVersion\":" + version + "}").status());
    TestServer.Reply stale = batch(update + "\"ifVersion\":" + version + "}");
    assertEquals(412, stale.status(), stale.body());
    assertEquals("0", stale.json().member("failedIndex").text());
    assertEquals(404, batch("{\"op\":\"delete\",\"table\":\"players\",\"key\":77}").status());
    assertEquals(404, batch("{\"op\":\"delete\",\"table\":\"nothing\",\"key\":77}").status());
    TestServer.Reply unknown = batch("{\"op\":\"call\",\"procedure\":\"nothing\"}");
    assertEquals(404, unknown.status());
    assertEquals("procedure_not_found", unknown.problem());
  }

  @Test
  void shouldRefuseMalformedBatches() {
    for (String operation :
        new String[] {
          "5",
          "{}",
          "{\"op\":\"explode\"}",
          "{\"op\":\"insert\",\"table\":\"players\"}",
          "{\"op\":\"insert\",\"row\":{}}",
          "{\"op\":\"insert\",\"table\":\"players\",\"row\":[]}",
          "{\"op\":\"insert\",\"table\":\"players\",\"row\":{\"name\":\"a\"},\"extra\":1}",
          "{\"op\":\"insert\",\"table\":\"players\",\"row\":{\"name\":\"a\"},\"key\":1}",
          "{\"op\":\"insert\",\"table\":\"players\",\"row\":{\"name\":\"a\"},\"ifVersion\":1}",
          "{\"op\":\"insert\",\"table\":\"players\",\"row\":{\"nothing\":1}}",
          "{\"op\":\"update\",\"table\":\"players\",\"key\":1}",
          "{\"op\":\"update\",\"table\":\"players\",\"set\":{}}",
          "{\"op\":\"update\",\"table\":\"players\",\"key\":1,\"set\":{},\"ifVersion\":\"x\"}",
          "{\"op\":\"delete\",\"table\":\"players\"}",
          "{\"op\":\"delete\",\"table\":\"players\",\"key\":[1]}",
          "{\"op\":\"call\"}",
        }) {
      TestServer.Reply reply = batch(operation);
      assertEquals(400, reply.status(), operation + " -> " + reply.body());
      assertEquals("0", reply.json().member("failedIndex").text(), operation);
    }
    assertEquals(400, server.post("/batch", "[]").status());
    assertEquals(400, server.post("/batch", "{}").status());
    assertEquals(400, server.post("/batch", "{\"operations\":5}").status());
    assertEquals(400, server.post("/batch", "{\"operations\":[],\"more\":1}").status());
  }

  @Test
  void shouldRefuseReferencesThatLeadNowhere() {
    String first = "{\"op\":\"insert\",\"table\":\"players\",\"row\":{\"name\":\"a\"}},";
    for (String value : new String[] {"$1.id", "$2.id", "$0.nothing", "$0", "$x.id", "$", "$0."}) {
      TestServer.Reply reply =
          batch(
              first
                  + "{\"op\":\"insert\",\"table\":\"players\",\"row\":{\"name\":\"b\",\"guild\":\""
                  + value
                  + "\"}}");
      assertEquals(422, reply.status(), value + " -> " + reply.body());
      assertEquals("invalid_reference", reply.problem(), value);
      assertEquals("1", reply.json().member("failedIndex").text());
    }
  }

  @Test
  void shouldNotTakeAReferenceForTextInACall() {
    String call = "{\"op\":\"call\",\"procedure\":\"game.refuse\",\"params\":{\"code\":\"";
    TestServer.Reply reference = batch(call + "$0.id\"}}");
    assertEquals(422, reference.status(), reference.body());
    assertEquals("invalid_reference", reference.problem());
    assertEquals("$x", batch(call + "$$x\"}}").problem());
  }

  @Test
  void shouldOnlySayWhatADryRunWouldDo() {
    assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"a\"}").status());
    String operations =
        """
        {"dryRun":true,"operations":[
          {"op":"insert","table":"players","row":{"name":"b"}},
          {"op":"update","table":"players","key":"$0.id","set":{"gold":{"$add":5}}},
          {"op":"call","procedure":"subtract","params":[42,23]},
          {"op":"delete","table":"players","key":1}]}""";
    TestServer.Reply tried = server.post("/batch", operations);
    assertEquals(200, tried.status(), tried.body());
    assertNull(tried.header("Tactus-Sequence"), "it has no place in history");
    assertEquals("true", tried.json().member("dryRun").text());
    List<JsonNode> results = tried.json().member("results").values();
    assertEquals("2", results.get(0).member("key").text());
    assertEquals("19", results.get(2).member("result").text());
    assertEquals("10", gold(1));
    assertEquals(404, server.get("/rest/v1/players/2").status());
    JsonNode rpc =
        server
            .post(
                "/rpc",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"db.batch\",\"params\":"
                    + operations
                    + "}")
            .json();
    assertEquals("2", rpc.member("result").member("results").values().get(0).member("key").text());
    assertEquals(404, server.get("/rest/v1/players/2").status());
    TestServer.Reply done = server.post("/batch", operations.replace("true", "false"));
    assertEquals(tried.json().member("sequence").text(), done.json().member("sequence").text());
    assertEquals(
        tried.json().member("results").toString(), done.json().member("results").toString());
  }

  @Test
  void shouldRefuseInADryRunWhatWouldBeRefused() {
    TestServer.Reply refused =
        server.post(
            "/batch",
            """
            {"dryRun":true,"operations":[
              {"op":"insert","table":"players","row":{"name":"b"}},
              {"op":"insert","table":"players","row":{"name":"b"}}]}""");
    assertEquals(409, refused.status(), refused.body());
    assertEquals("1", refused.json().member("failedIndex").text());
    assertNull(refused.header("Tactus-Sequence"));
    TestServer.Reply failed =
        server.post(
            "/batch",
            "{\"dryRun\":true,\"operations\":[{\"op\":\"call\",\"procedure\":\"game.explode\"}]}");
    assertEquals(422, failed.status(), failed.body());
  }
}
