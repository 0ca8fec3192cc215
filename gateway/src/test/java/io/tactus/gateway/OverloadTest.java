package io.tactus.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.http.RawConnection;
import io.tactus.gateway.socket.FrameConnection;
import io.tactus.storage.json.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More than the server can take is refused at once, and what it took is answered. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OverloadTest {

  private static final String BLOCK =
      "POST /rest/v1/rpc/test.block HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";

  @TempDir Path folder;
  private final BlockingPlugin plugin = new BlockingPlugin();

  private static String insert(int i) {
    String body = "{\"name\":\"n" + i + "\"}";
    return "POST /rest/v1/players HTTP/1.1\r\nHost: x\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static long pending(TestServer server) {
    return Long.parseLong(server.get("/stats").json().member("pendingCommands").text());
  }

  @Test
  void shouldRefuseAtOnceWhenTheQueueIsFull() throws Exception {
    try (TestServer server =
        TestServer.start(folder, engine -> engine.ringSlots(64), config -> config, plugin)) {
      server.withPlayers();
      List<RawConnection> waiting = new ArrayList<>();
      RawConnection blocker = server.raw().send(BLOCK);
      plugin.awaitEntered();
      RawConnection.Reply refused = null;
      for (int i = 0; refused == null; i++) {
        long before = pending(server);
        RawConnection connection = server.raw().send(insert(i));
        waiting.add(connection);
        TestServer.await(
            () -> pending(server) > before || connection.hasReply(), "taken or refused");
        refused = pending(server) > before ? null : connection.reply();
        assertTrue(i < 200, "the queue has a bound");
      }
      waiting.removeLast().close();
      assertEquals(503, refused.status());
      assertEquals("1", refused.header("Retry-After"));
      assertTrue(refused.body().contains("/queue_full\""), refused.body());
      TestServer.Reply rpc =
          server.post(
              "/rpc",
              "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"db.insert\","
                  + "\"params\":{\"table\":\"players\",\"row\":{\"name\":\"z\"}}},"
                  + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"db.get\","
                  + "\"params\":{\"table\":\"players\",\"key\":1}}]");
      refuseOverWebSocket(server);
      List<JsonNode> replies = rpc.json().values();
      assertEquals("-32003", replies.get(0).member("error").member("code").text());
      assertEquals(JsonNode.Kind.NULL, replies.get(1).member("result").kind(), "reads go on");
      plugin.release();
      assertEquals(204, blocker.reply().status());
      for (RawConnection connection : waiting) {
        assertEquals(201, connection.reply().status(), "what was taken is answered");
        connection.close();
      }
      blocker.close();
      assertEquals(0, pending(server));
    }
  }

  private static void refuseOverWebSocket(TestServer server) throws Exception {
    String insert =
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"db.insert\","
            + "\"params\":{\"table\":\"players\",\"row\":{\"name\":\"w\"}}}";
    try (FrameConnection socket = new FrameConnection(server.raw())) {
      for (int i = 0; i < 3; i++) {
        String reply = socket.sendText(insert.getBytes(StandardCharsets.US_ASCII)).next().text();
        assertTrue(reply.contains("\"code\":-32003") && reply.contains("/queue_full\""), reply);
      }
      byte[] batch = ("[" + insert + "," + insert + "]").getBytes(StandardCharsets.US_ASCII);
      String reply = socket.sendText(batch).next().text();
      assertEquals(3, reply.split("-32003", -1).length, "each element: " + reply);
    }
  }

  @Test
  void shouldSayThatItDoesNotKnowWhenNoReplyComes() throws Exception {
    try (TestServer server =
            TestServer.start(
                folder,
                engine -> engine,
                config -> config.replyTimeoutMs(300).closeTimeoutMs(5_000),
                plugin);
        RawConnection connection = server.raw()) {
      server.withPlayers();
      RawConnection blocker = server.raw().send(BLOCK);
      plugin.awaitEntered();
      RawConnection.Reply unknown = connection.send(insert(1)).reply();
      assertEquals(503, unknown.status());
      assertTrue(unknown.body().contains("/outcome_unknown\""), unknown.body());
      assertNull(unknown.header("Retry-After"), "it may have been applied");
      assertEquals(503, blocker.reply().status());
      blocker.close();
      plugin.release();
      TestServer.await(() -> server.get("/rest/v1/players/1").status() == 200, "applied later");
      assertEquals(201, connection.send(insert(2)).reply().status(), "nobody else is confused");
      assertEquals("2", server.get("/stats").json().member("lateReplies").text());
    }
  }

  @Test
  void shouldAnswerWhatItTookBeforeItCloses() throws Exception {
    TestServer server = TestServer.start(folder, plugin);
    server.withPlayers();
    List<RawConnection> waiting = new ArrayList<>();
    waiting.add(server.raw().send(BLOCK));
    plugin.awaitEntered();
    RawConnection late = server.raw();
    assertEquals(200, late.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n").reply().status());
    for (int i = 0; i < 20; i++) {
      waiting.add(server.raw().send(insert(i)));
    }
    TestServer.await(() -> server.gateway().inFlight() == 21, "all of them in flight");
    Thread closer = new Thread(() -> server.gateway().close());
    closer.start();
    TestServer.await(() -> isRefused(late), "new requests are refused");
    plugin.release();
    assertEquals(204, waiting.removeFirst().reply().status());
    for (RawConnection connection : waiting) {
      assertEquals(201, connection.reply().status());
      connection.close();
    }
    late.close();
    closer.join();
    BlockingPlugin replayed = new BlockingPlugin();
    replayed.release();
    try (TestServer again = TestServer.start(folder, replayed)) {
      assertEquals(200, again.get("/rest/v1/players/20").status());
    }
  }

  @Test
  void shouldCloseEvenIfSomebodyCannotBeAnswered() throws Exception {
    TestServer server =
        TestServer.start(folder, engine -> engine, config -> config.closeTimeoutMs(200), plugin);
    server.withPlayers();
    RawConnection blocker = server.raw().send(BLOCK);
    plugin.awaitEntered();
    RawConnection waiting = server.raw().send(insert(1));
    TestServer.await(() -> server.gateway().inFlight() == 2, "both in flight");
    Thread closer = new Thread(() -> server.gateway().close());
    closer.start();
    assertTrue(waiting.isClosedByServer(), "the port closes after its time");
    plugin.release();
    closer.join();
    blocker.close();
    waiting.close();
    BlockingPlugin replayed = new BlockingPlugin();
    replayed.release();
    try (TestServer again = TestServer.start(folder, replayed)) {
      assertEquals(200, again.get("/rest/v1/players/1?select=*").status(), "taken is taken");
    }
  }

  private static boolean isRefused(RawConnection connection) {
    try {
      connection.send("GET /rest/v1/players/1 HTTP/1.1\r\nHost: x\r\n\r\n");
      RawConnection.Reply reply = connection.reply();
      return reply.status() == 503 && reply.body().contains("/shutting_down\"");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenClientsVanish() throws Exception {
    try (TestServer server = TestServer.start(folder, plugin)) {
      server.withPlayers();
      RawConnection blocker = server.raw().send(BLOCK);
      plugin.awaitEntered();
      for (int i = 0; i < 50; i++) {
        try (RawConnection connection = server.raw()) {
          connection.send(insert(i));
          int taken = i + 2;
          TestServer.await(() -> server.gateway().inFlight() >= taken, "in flight");
        }
      }
      plugin.release();
      assertNotNull(blocker.reply());
      blocker.close();
      TestServer.await(() -> server.gateway().inFlight() == 0, "all released");
      assertEquals(0, pending(server));
      assertEquals(200, server.get("/rest/v1/players/50").status(), "taken is taken");
    }
  }
}
