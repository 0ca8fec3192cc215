package io.tactus.gateway.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.BlockingPlugin;
import io.tactus.gateway.TestServer;
import io.tactus.storage.json.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Calls over a WebSocket: many in flight, answered as over HTTP. */
class SocketTest extends SocketFixture {

  @Test
  void shouldAnswerManyCallsInFlightEachUnderItsId() {
    SocketClient client = open();
    int calls = 200; // far more than may be in flight: the rest waits unread
    for (int i = 0; i < calls; i++) {
      client.call(i, "db.insert", row("p" + i));
      client.call(calls + i, "db.get", "{\"table\":\"players\",\"key\":" + (i + 1) + "}");
    }
    Map<String, JsonNode> replies = new HashMap<>();
    for (int i = 0; i < 2 * calls; i++) {
      JsonNode reply = client.next();
      assertNull(replies.put(reply.member("id").text(), reply), "answered twice");
    }
    long last = 0;
    for (int i = 0; i < calls; i++) {
      JsonNode inserted = replies.get("" + i).member("result");
      long sequence = Long.parseLong(inserted.member("sequence").text());
      assertTrue(sequence > last, "applied in the order in which they were sent");
      last = sequence;
      JsonNode read = replies.get("" + (calls + i)).member("result");
      assertEquals("p" + i, read.member("name").text(), "a read sees what was written before it");
    }
  }

  @Test
  void shouldGoOnAnsweringReadsThatNeedNotWait() {
    SocketClient client = open();
    for (int i = 0; i < 5 * LIMITS.maxCallsInFlight(); i++) {
      client.call(i, "db.get", "{\"table\":\"players\",\"key\":1}");
      client.reply(i);
    }
  }

  @Test
  void shouldNotReadMoreThanItMayHoldWhileCallsWait() {
    BlockingPlugin engine = new BlockingPlugin();
    int messages = 64;
    try (TestServer large = TestServer.start(folder.resolve("large"), engine).withPlayers();
        SocketClient client = new SocketClient(http, large.gateway().address())) {
      client.call(0, "test.block", "{}");
      for (int i = 1; i <= messages; i++) {
        String params = row("p" + i);
        String document =
            "{\"jsonrpc\":\"2.0\",\"id\":"
                + i
                + ",\"method\":\"db.insert\",\"params\":"
                + params
                + "}";
        client.send(
            document + " ".repeat(SocketLimits.DEFAULT.maxMessageBytes() - document.length()));
      }
      engine.awaitEntered();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
      while (System.nanoTime() < end) {
        int sent = client.messagesSent();
        assertTrue(sent < messages / 2, sent + " MiB were taken in while nothing was answered");
        Thread.onSpinWait();
      }
      engine.release();
      for (int i = 0; i <= messages; i++) {
        client.reply(i);
      }
    }
  }

  @Test
  void shouldAnswerDocumentsAsOverHttp() {
    SocketClient client = open();
    client.send("{\"jsonrpc\"");
    assertEquals("-32700", code(client.next()));
    client.send("[]");
    assertEquals("-32600", code(client.next()));
    client.call(1, "db.nothing", "{}");
    assertEquals("-32601", code(client.reply(1)));
    client.call(2, "db.get", "{}");
    assertEquals("-32602", code(client.reply(2)));
    client.call(3, "db.insert", "{\"table\":\"nothing\",\"row\":{}}");
    assertEquals("-32000", code(client.reply(3)));
    client.send(
        "[{\"jsonrpc\":\"2.0\",\"method\":\"db.insert\",\"params\":"
            + row("Ada")
            + "},{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"db.query\",\"params\":"
            + "{\"table\":\"players\"}}]");
    JsonNode batch = client.next();
    assertEquals(1, batch.values().size(), "a notification has no reply");
    assertEquals(1, batch.values().getFirst().member("result").values().size());
    client.send("");
    assertEquals("-32700", code(client.next()));
  }
}
