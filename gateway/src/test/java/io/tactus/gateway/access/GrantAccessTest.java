package io.tactus.gateway.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import io.tactus.storage.json.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Grants over real sockets: whatever way a request names a table or procedure, it is asked for.
 * {@code public} may be read, {@code own} written, {@code secret} neither.
 */
class GrantAccessTest {

  @TempDir private Path folder;
  private TestServer server;
  private String[] key;

  @BeforeEach
  void start() {
    TestKeys keys = new TestKeys(folder);
    String admin = keys.create("admin", Role.ADMIN);
    key =
        new String[] {
          "apikey",
          keys.create("limited", Role.NONE, "read:open", "write:own", "call:who.reads", "monitor")
        };
    server =
        TestServer.start(
            folder.resolve("data"),
            engine -> engine,
            config -> config.access(keys.config()),
            new CallerPlugin());
    for (String table : new String[] {"secret", "open", "own"}) {
      String reference =
          table.equals("secret")
              ? ""
              : ",{\"name\":\"of\",\"type\":\"ref(secret)\",\"nullable\":true,\"onDelete\":\"setNull\"}";
      String definition =
          """
          {"name":"%s","fields":[{"name":"id","type":"u32"},{"name":"word","type":"string(16)"}%s],
           "primaryKey":["id"]}"""
              .formatted(table, reference);
      assertEquals(201, server.post("/schema/v1/tables", definition, "apikey", admin).status());
      String row = "{\"id\":1,\"word\":\"" + table + "\"}";
      assertEquals(201, server.post("/rest/v1/" + table, row, "apikey", admin).status());
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldAskForTheTableOfThePath() {
    assertEquals(200, server.get("/rest/v1/open", key).status());
    assertEquals(200, server.get("/rest/v1/open/1", key).status());
    assertEquals(200, server.get("/schema/v1/tables/open", key).status());
    assertEquals(200, server.get("/rest/v1/own?select=count()", key).status());
    assertForbidden(server.post("/rest/v1/open", "{\"id\":2,\"word\":\"x\"}", key), "open");
    assertForbidden(server.post("/rest/v1/open", "[]", key), "open");
    assertForbidden(server.call("DELETE", "/rest/v1/open/1", null, key), "open");
    assertForbidden(server.call("PATCH", "/rest/v1/open?id=eq.1", "{\"word\":\"x\"}", key), "open");
    assertEquals(201, server.post("/rest/v1/own", "{\"id\":2,\"word\":\"x\"}", key).status());
    assertEquals(204, server.call("DELETE", "/rest/v1/own/2", null, key).status());
    for (String path :
        new String[] {
          "/rest/v1/secret",
          "/rest/v1/secret/1",
          "/rest/v1/secret?select=count()",
          "/rest/v1/secret?select=word,id.max()",
          "/rest/v1/s%65cret",
          "/schema/v1/tables/secret"
        }) {
      assertForbidden(server.get(path, key), "secret");
    }
  }

  @Test
  void shouldAskForTheWholeSchema() {
    assertForbidden(server.get("/schema/v1", key), null);
    assertForbidden(server.get("/schema/v1/tables", key), null);
    assertForbidden(server.get("/schema/v1/types", key), null);
    assertRpc("db.schema", "{}");
    assertEquals(200, server.get("/stats", key).status());
    assertForbidden(server.get("/admin/v1/snapshots", key), null);
  }

  @Test
  void shouldSayTheSameOfWhatIsNotThere() {
    String[] named = {key[0], key[1], "X-Request-Id", "the-same"};
    Reply there = server.get("/rest/v1/secret", named);
    Reply missing = server.get("/rest/v1/nowhere", named);
    assertEquals(403, missing.status());
    assertEquals(there.body().replace("secret", "nowhere"), missing.body());
    Reply procedure = server.post("/rest/v1/rpc/who.writes", null, named);
    Reply none = server.post("/rest/v1/rpc/who.knows", null, named);
    assertEquals(403, none.status());
    assertEquals(procedure.body().replace("who.writes", "who.knows"), none.body());
  }

  @Test
  void shouldAskForTablesThatAreEmbedded() {
    assertForbidden(server.get("/rest/v1/open?select=id,of(word)", key), "secret");
    assertForbidden(server.get("/rest/v1/open?select=id,x:secret!inner(id)", key), "secret");
    assertForbidden(
        server.get(
            "/rest/v1/open?select=id,of(id)",
            "apikey",
            key[1],
            "Accept",
            "application/vnd.pgrst.plan+json"),
        "secret");
    assertRpc("db.query", "{\"table\":\"open\",\"select\":\"id,of(word)\"}");
    assertForbidden(server.get("/rest/v1/open/1?select=id,of(word)", key), "secret");
    String insert = "{\"id\":7,\"word\":\"x\",\"of\":1}";
    String path = "?select=id,of(word)";
    assertForbidden(server.post("/rest/v1/own" + path, insert, key), "secret");
    assertForbidden(server.call("PUT", "/rest/v1/own/7" + path, insert, key), "secret");
    assertForbidden(server.call("PATCH", "/rest/v1/own/1" + path, "{\"of\":1}", key), "secret");
    assertForbidden(
        server.call("PATCH", "/rest/v1/own" + path + "&id=eq.1", "{\"of\":1}", key), "secret");
    assertForbidden(server.call("DELETE", "/rest/v1/own/1" + path, null, key), "secret");
    assertEquals("[{\"id\":1,\"of\":null}]", server.get("/rest/v1/own?select=id,of", key).body());
  }

  @Test
  void shouldAskForEveryOperationOfABatch() {
    String own = "{\"op\":\"insert\",\"table\":\"own\",\"row\":{\"id\":3,\"word\":\"x\"}}";
    for (String operation :
        new String[] {
          "{\"op\":\"insert\",\"table\":\"secret\",\"row\":{\"id\":3,\"word\":\"x\"}}",
          "{\"op\":\"upsert\",\"table\":\"open\",\"row\":{\"id\":3,\"word\":\"x\"}}",
          "{\"op\":\"update\",\"table\":\"secret\",\"key\":1,\"set\":{\"word\":\"x\"}}",
          "{\"op\":\"delete\",\"table\":\"secret\",\"key\":1}",
          "{\"op\":\"call\",\"procedure\":\"who.writes\",\"params\":{}}"
        }) {
      String batch = "{\"operations\":[" + own + "," + operation + "]}";
      Reply reply = server.post("/batch", batch, key);
      assertForbidden(reply, null);
      assertEquals("1", reply.json().member("failedIndex").text());
      assertRpc("db.batch", batch);
    }
    assertEquals(404, server.get("/rest/v1/own/3", key).status(), "nothing was done");
  }

  @Test
  void shouldAskForEveryElementOfAJsonRpcBatch() {
    String[] refused = {
      call("db.get", "{\"table\":\"secret\",\"key\":1}"),
      call("db.query", "{\"table\":\"secret\"}"),
      call("db.query", "{\"table\":\"secret\",\"select\":\"count()\"}"),
      call("db.insert", "{\"table\":\"open\",\"row\":{\"id\":4,\"word\":\"x\"}}"),
      call("db.insert", "{\"table\":\"secret\",\"rows\":[]}"),
      call("db.update", "{\"table\":\"open\",\"key\":1,\"set\":{\"word\":\"x\"}}"),
      call("db.upsert", "{\"table\":\"secret\",\"row\":{\"id\":1,\"word\":\"x\"}}"),
      call("db.delete", "{\"table\":\"secret\",\"key\":1}"),
      call("db.schema", "{}"),
      call("who.writes", "{}"),
      call("who.knows", "{}")
    };
    String allowed =
        call("who.reads", "{}") + "," + call("db.get", "{\"table\":\"open\",\"key\":1}");
    Reply reply = server.post("/rpc", "[" + allowed + "," + String.join(",", refused) + "]", key);
    assertEquals(200, reply.status());
    JsonNode replies = reply.json();
    assertEquals(2 + refused.length, replies.values().size());
    for (int i = 0; i < replies.values().size(); i++) {
      JsonNode error = replies.values().get(i).member("error");
      if (i < 2) {
        assertTrue(error == null, replies.values().get(i).toString());
      } else {
        assertEquals("-32000", error.member("code").text(), refused[i - 2]);
        assertEquals("403", error.member("data").member("status").text());
      }
    }
    assertFalse(reply.body().contains("\"word\":\"secret\""), reply.body());
  }

  @Test
  void shouldReadWhatItMayCallButNotWrite() {
    assertEquals(200, server.get("/rest/v1/rpc/who.reads", key).status());
    assertEquals(200, server.post("/rest/v1/rpc/who.reads", null, key).status());
    assertForbidden(server.post("/rest/v1/rpc/who.writes", null, key), null);
    assertForbidden(server.get("/rest/v1/rpc/who.writes", key), null);
  }

  private void assertRpc(String method, String params) {
    JsonNode error = server.post("/rpc", call(method, params), key).json().member("error");
    assertEquals("-32000", error.member("code").text(), method);
    assertEquals("42501", error.member("data").member("code").text(), method);
  }

  private static String call(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
  }

  private static void assertForbidden(Reply reply, String table) {
    assertEquals(403, reply.status(), reply.body());
    assertEquals("forbidden", reply.problem());
    if (table != null) {
      assertEquals(table, reply.json().member("table").text());
    }
  }
}
