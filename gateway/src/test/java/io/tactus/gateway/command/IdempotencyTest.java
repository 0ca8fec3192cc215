package io.tactus.gateway.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.rpc.SpecificationPlugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes with an Idempotency-Key: done once, answered alike. */
class IdempotencyTest {

  private static final String PLAYERS = "/rest/v1/players";
  private static final String KEY = "Idempotency-Key";
  private static final String REPLAYED = "Idempotency-Replayed";

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

  private void restart() {
    server.close();
    server = TestServer.start(folder, new SpecificationPlugin());
  }

  private int players() {
    return server.get(PLAYERS).json().values().size();
  }

  /** Sends a request twice and checks that the second reply is the first one, marked. */
  private TestServer.Reply twice(String method, String path, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of(KEY, method + Integer.toHexString((path + body).hashCode())));
    String[] sent = all.toArray(String[]::new);
    TestServer.Reply first = server.call(method, path, body, sent);
    assertEquals(2, first.status() / 100, first.body());
    assertNull(first.header(REPLAYED));
    TestServer.Reply second = server.call(method, path, body, sent);
    assertEquals(first.status(), second.status(), second.body());
    assertEquals(first.body(), second.body());
    for (String name :
        new String[] {"Tactus-Sequence", "Tactus-Tick", "ETag", "Location", "Content-Range"}) {
      assertEquals(first.header(name), second.header(name), name);
    }
    assertEquals("true", second.header(REPLAYED), method + " " + path);
    return first;
  }

  @Test
  void shouldDoEveryKindOfWriteOnce() {
    String rows = "return=representation, count=exact";
    twice("POST", PLAYERS, "{\"name\":\"a\"}");
    twice("POST", PLAYERS, "{\"name\":\"b\"}", "Prefer", "return=headers-only");
    twice("POST", PLAYERS, "[{\"name\":\"c\"},{\"name\":\"d\"}]", "Prefer", rows);
    twice("PATCH", PLAYERS + "/1", "{\"gold\":{\"$add\":5}}", "Prefer", rows);
    assertEquals("15", server.get(PLAYERS + "/1").json().member("gold").text());
    twice("PATCH", PLAYERS + "?name=in.(a,b)", "{\"gold\":{\"$add\":5}}", "Prefer", rows);
    twice("PUT", PLAYERS + "/9", "{\"name\":\"e\"}");
    twice("DELETE", PLAYERS + "/9", null, "Prefer", rows);
    twice("DELETE", PLAYERS + "?name=eq.d", null, "Prefer", rows);
    assertEquals(3, players());
    assertEquals("20", server.get(PLAYERS + "/1").json().member("gold").text());
    twice("POST", "/rest/v1/rpc/subtract", "{\"minuend\":42,\"subtrahend\":23}");
    twice(
        "POST",
        "/batch",
        """
        {"operations":[{"op":"insert","table":"players","row":{"name":"f"}},
          {"op":"call","procedure":"sum","params":[1,2,3]}]}""");
    twice(
        "POST",
        "/rpc",
        """
        {"jsonrpc":"2.0","id":1,"method":"db.update",
         "params":{"table":"players","key":1,"set":{"gold":{"$add":5}}}}""");
    assertEquals("25", server.get(PLAYERS + "/1").json().member("gold").text());
    twice(
        "POST",
        "/schema/v1/tables",
        "{\"name\":\"things\",\"fields\":[{\"name\":\"id\",\"type\":\"u8\"}],\"primaryKey\":[\"id\"]}");
    assertEquals(4, players());
  }

  @Test
  void shouldRepeatASchemaChangeAfterWhichItsTableHasGone() {
    String things = "/schema/v1/tables/things";
    String items = "/schema/v1/tables/items";
    twice(
        "POST",
        "/schema/v1/tables",
        "{\"name\":\"things\",\"fields\":[{\"name\":\"id\",\"type\":\"u8\"}],\"primaryKey\":[\"id\"]}");
    twice("POST", things + "/fields", "{\"name\":\"a\",\"type\":\"u8\",\"default\":1}");
    twice("PATCH", things + "/fields/a", "{\"name\":\"b\"}");
    twice("POST", things + "/indexes", "{\"name\":\"by_b\",\"fields\":[\"b\"],\"kind\":\"hash\"}");
    twice("DELETE", things + "/indexes/by_b", null);
    twice("DELETE", things + "/fields/b", null);
    twice("PATCH", things, "{\"name\":\"items\"}");
    twice("DELETE", items, null);
    TestServer.Reply other = server.call("DELETE", items, null, KEY, "another");
    assertEquals(404, other.status(), other.body());
    assertEquals("table_not_found", other.problem());
    assertEquals(404, server.call("DELETE", items + "?dryRun=true", null).status());
    String schema = server.get("/schema/v1").body();
    String renamed =
        schema.replace("\"name\":\"players\"", "\"name\":\"p\",\"renamedFrom\":\"players\"");
    twice("PUT", "/schema/v1", renamed);
  }

  @Test
  void shouldDoEachCallOfAJsonRpcBatchOnce() {
    String batch =
        """
        [{"jsonrpc":"2.0","id":1,"method":"db.insert","params":{"table":"players","row":{"name":"a"}}},
         {"jsonrpc":"2.0","method":"db.insert","params":{"table":"players","row":{"name":"b"}}},
         {"jsonrpc":"2.0","id":2,"method":"db.insert","params":{"table":"players","row":{"name":"a"}}},
         {"jsonrpc":"2.0","id":3,"method":"db.batch","params":{"operations":[
           {"op":"call","procedure":"subtract","params":[3,1]}]}}]""";
    TestServer.Reply first = server.post("/rpc", batch, KEY, "k");
    assertNull(first.header(REPLAYED));
    assertEquals(3, first.json().values().size(), first.body());
    TestServer.Reply second = server.post("/rpc", batch, KEY, "k");
    assertEquals(first.json().values().get(0).toString(), second.json().values().get(0).toString());
    assertEquals(first.json().values().get(2).toString(), second.json().values().get(2).toString());
    assertEquals(2, players());
    assertNull(second.header(REPLAYED), "the refused call was tried again");
  }

  @Test
  void shouldAnswerAlikeAfterARestart() {
    String body = "[{\"name\":\"a\"},{\"name\":\"b\"}]";
    String[] headers = {KEY, "order-7", "Prefer", "return=representation"};
    TestServer.Reply first = server.post(PLAYERS, body, headers);
    restart();
    TestServer.Reply second = server.post(PLAYERS, body, headers);
    assertEquals(first.body(), second.body());
    assertEquals(first.header("Tactus-Sequence"), second.header("Tactus-Sequence"));
    assertEquals("true", second.header(REPLAYED));
    server.engine().snapshot().join();
    restart();
    assertEquals(first.body(), server.post(PLAYERS, body, headers).body(), "from a snapshot");
    assertEquals(2, players());
  }

  @Test
  void shouldRefuseAKeyForAnotherRequest() {
    assertEquals(201, server.post(PLAYERS, "{\"name\":\"a\"}", KEY, "k").status());
    TestServer.Reply other = server.post(PLAYERS, "{\"name\":\"b\"}", KEY, "k");
    assertEquals(422, other.status(), other.body());
    assertEquals("idempotency_key_reused", other.problem());
    assertEquals(422, server.post(PLAYERS + "?select=id", "{\"name\":\"a\"}", KEY, "k").status());
    assertEquals(
        422,
        server
            .post(PLAYERS, "{\"name\":\"a\"}", KEY, "k", "Prefer", "return=representation")
            .status());
    assertEquals(422, server.call("DELETE", PLAYERS + "/1", null, KEY, "\"k\"").status());
    assertEquals(1, players());
  }

  @Test
  void shouldRememberOnlyWhatWasDone() {
    assertEquals(201, server.post(PLAYERS, "{\"name\":\"a\"}").status());
    assertEquals(409, server.post(PLAYERS, "{\"name\":\"a\"}", KEY, "k").status());
    assertEquals(204, server.call("DELETE", PLAYERS + "/1", null).status());
    TestServer.Reply again = server.post(PLAYERS, "{\"name\":\"a\"}", KEY, "k");
    assertEquals(201, again.status(), again.body());
    assertNull(again.header(REPLAYED));
    String tried = "{\"dryRun\":true,\"operations\":[]}";
    for (String key : new String[] {"dry", "dry", "k"}) { // nor does it matter what a key was for
      TestServer.Reply trial = server.post("/batch", tried, KEY, key);
      assertEquals(200, trial.status(), trial.body());
      assertNull(trial.header(REPLAYED));
      assertTrue(trial.body().startsWith("{\"dryRun\":true"), trial.body());
      trial = server.post(PLAYERS, "{\"name\":\"b\"}", KEY, key, "Prefer", "tx=rollback");
      assertEquals(201, trial.status(), trial.body());
    }
    assertEquals(1, players());
  }

  @Test
  void shouldRefuseKeysThatAreNone() {
    for (String key : new String[] {"\"\"", "a b", "a\"b", "x".repeat(256)}) {
      TestServer.Reply reply = server.post(PLAYERS, "{\"name\":\"a\"}", KEY, key);
      assertEquals(400, reply.status(), key);
    }
    assertEquals(400, server.post(PLAYERS, "{\"name\":\"a\"}", KEY, "a", KEY, "b").status());
    assertEquals(201, server.post(PLAYERS, "{\"name\":\"a\"}", KEY, "x".repeat(255)).status());
  }

  @Test
  void shouldDoConcurrentRepeatsOnce() throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 20; round++) {
        String body = "{\"name\":\"p" + round + "\"}";
        String key = "round" + round;
        List<Future<TestServer.Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          replies.add(clients.submit(() -> server.post(PLAYERS, body, KEY, key)));
        }
        int first = 0;
        String sequence = null;
        for (Future<TestServer.Reply> future : replies) {
          TestServer.Reply reply = future.get();
          assertEquals(201, reply.status(), reply.body());
          first += reply.header(REPLAYED) == null ? 1 : 0;
          sequence = sequence == null ? reply.header("Tactus-Sequence") : sequence;
          assertEquals(sequence, reply.header("Tactus-Sequence"));
        }
        assertEquals(1, first, "one of them did it");
      }
    }
    assertEquals(20, players());
  }

  @Test
  void shouldSayThatARowCannotBeShownAnyMore() {
    String[] headers = {KEY, "k", "Prefer", "return=representation"};
    assertEquals(201, server.post(PLAYERS, "{\"name\":\"a\"}", headers).status());
    String field = "{\"name\":\"level\",\"type\":\"u8\",\"default\":1}";
    TestServer.Reply changed = server.post("/schema/v1/tables/players/fields", field);
    assertEquals(2, changed.status() / 100, changed.body());
    TestServer.Reply gone = server.post(PLAYERS, "{\"name\":\"a\"}", headers);
    assertEquals("reply_gone", gone.problem());
    assertEquals("true", gone.header(REPLAYED));
    assertNotNull(gone.header("Tactus-Sequence"));
    assertEquals(1, players());
  }

  @Test
  void shouldNotKeepRepliesThatAreTooLarge() {
    StringBuilder rows = new StringBuilder("[");
    for (int i = 0; i < 1300; i++) {
      rows.append(i == 0 ? "" : ",").append("{\"name\":\"n").append(i).append("\"}");
    }
    String body = rows.append(']').toString();
    TestServer.Reply refused = server.post(PLAYERS, body, KEY, "k");
    assertEquals("result_too_large", refused.problem());
    assertTrue(refused.json().member("hint").text().contains("60000"), refused.body());
    assertEquals(0, players());
    assertEquals(201, server.post(PLAYERS, body).status(), "without a key there is no limit");
  }
}
