package io.tactus.gateway.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tactus.gateway.TestServer;
import io.tactus.storage.json.JsonNode;
import org.junit.jupiter.api.Test;

/** A call that names its key is done once, over whatever it comes, also after a restart. */
class SocketIdempotencyTest extends SocketFixture {

  private static String call(int id, String key, String name) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\"db.insert\",\"params\":"
        + row(name)
        + ",\"idempotencyKey\":\""
        + key
        + "\"}";
  }

  private int players() {
    return server.get("/rest/v1/players").json().values().size();
  }

  @Test
  void shouldDoACallOnce() {
    SocketClient client = open();
    client.send(call(1, "k1", "ann"));
    JsonNode first = client.next();
    assertNull(first.member("idempotencyReplayed"), first.toString());
    client.send(call(2, "k1", "ann"));
    JsonNode second = client.next();
    assertEquals("true", second.member("idempotencyReplayed").text(), second.toString());
    assertEquals("2", second.member("id").text());
    assertEquals(first.member("result").toString(), second.member("result").toString());
    assertEquals(1, players());
  }

  @Test
  void shouldDoItOnceAcrossConnectionsBatchesAndRestarts() {
    SocketClient client = open();
    client.send(call(1, "k1", "ann"));
    String result = client.next().member("result").toString();
    JsonNode overHttp =
        server
            .post("/rpc", "[" + call(7, "other", "bob") + "," + call(8, "k1", "ann") + "]")
            .json();
    assertEquals(result, overHttp.values().get(1).member("result").toString());
    assertNull(overHttp.values().get(0).member("idempotencyReplayed"));
    assertEquals("true", overHttp.values().get(1).member("idempotencyReplayed").text());
    client.close();
    server.close();
    server =
        TestServer.start(
            folder,
            engine -> engine,
            config -> config.feeds(FEEDS).sockets(LIMITS),
            new io.tactus.gateway.BlockingPlugin());
    SocketClient again = open();
    again.send("[" + call(1, "k1", "ann") + "," + call(2, "k2", "cid") + "]");
    JsonNode replies = again.next();
    assertEquals(result, replies.values().get(0).member("result").toString());
    assertEquals("true", replies.values().get(0).member("idempotencyReplayed").text());
    assertNull(replies.values().get(1).member("idempotencyReplayed"));
    assertEquals(3, players());
  }

  @Test
  void shouldRefuseAKeyForAnotherCallAndKeysThatAreNone() {
    SocketClient client = open();
    client.send(call(1, "k1", "ann"));
    client.next();
    client.send(call(2, "k1", "bob"));
    JsonNode reused = client.next();
    assertEquals("-32000", code(reused));
    String type = reused.member("error").member("data").member("type").text();
    assertEquals("https://tactus.io/problems/idempotency_key_reused", type);
    client.send(call(3, "", "bob"));
    assertEquals("-32000", code(client.next()));
    client.send(call(4, "a b", "bob"));
    assertEquals("-32000", code(client.next()));
    client.send(call(5, "k".repeat(256), "bob"));
    assertEquals("-32000", code(client.next()));
    client.send(call(6, "k", "bob").replace("\"k\"", "7"));
    assertEquals("-32600", code(client.next()));
    assertEquals(1, players());
    client.send(call(7, "k".repeat(255), "bob"));
    client.next();
    assertEquals(2, players());
  }

  @Test
  void shouldPreferTheCallsOwnKeyToThatOfItsDocument() {
    String batch = "[" + call(1, "own", "ann") + "," + call(2, "own2", "bob") + "]";
    server.post("/rpc", batch, "Idempotency-Key", "doc");
    JsonNode alone = server.post("/rpc", call(3, "own2", "bob")).json();
    assertEquals("true", alone.member("idempotencyReplayed").text());
    assertEquals(2, players());
  }
}
