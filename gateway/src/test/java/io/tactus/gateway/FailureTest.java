package io.tactus.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.http.RawConnection;
import io.tactus.gateway.socket.FrameConnection;
import io.tactus.journal.Durability;
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.disk.DiskLimits;
import io.tactus.storage.json.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients are told when the disk or the memory gives out. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FailureTest {

  private static final String BLOCK =
      "POST /rest/v1/rpc/test.block HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";

  @TempDir Path folder;

  private static String insert(int i) {
    String body = "{\"name\":\"n" + i + "\"}";
    return "POST /rest/v1/players HTTP/1.1\r\nHost: x\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  @Test
  void shouldOnlyReadAfterAFailedForce() throws Exception {
    FaultyDisk disk = new FaultyDisk(1);
    try (TestServer server =
        TestServer.start(disk, engine -> engine.durability(Durability.FSYNC), config -> config)) {
      server.withPlayers();
      assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"kept\"}").status());
      disk.failNext(DiskOperation.FORCE, "the disk is gone");

      TestServer.Reply unknown = server.post("/rest/v1/players", "{\"name\":\"lost\"}");
      assertEquals(503, unknown.status(), unknown.body());
      assertEquals("outcome_unknown", unknown.problem());
      assertNull(unknown.header("Retry-After"), "it may be there after a restart");
      assertNull(unknown.header("Tactus-Sequence"));

      TestServer.Reply refused = server.post("/rest/v1/players", "{\"name\":\"more\"}");
      assertEquals(503, refused.status(), refused.body());
      assertEquals("read_only", refused.problem());
      assertNotNull(refused.header("Retry-After"), "it was certainly not applied");
      TestServer.Reply rpc =
          server.post(
              "/rpc",
              "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"db.delete\","
                  + "\"params\":{\"table\":\"players\",\"key\":1}}");
      assertTrue(rpc.body().contains("/read_only\""), rpc.body());

      assertEquals(200, server.get("/rest/v1/players/1").status(), "reads go on");
      assertEquals(404, server.get("/rest/v1/players/2").status(), "nothing unforced shows");
      TestServer.Reply ready = server.get("/health/ready");
      assertEquals("read_only", ready.problem());
      assertTrue(ready.body().contains("the disk is gone"), ready.body());
      assertNotNull(server.gateway().failure(), "the process will not exit with 0");
      assertEquals(200, server.get("/health/live").status());
      assertEquals("failed", server.get("/stats").json().member("status").text());
    }
  }

  @Test
  void shouldAnswerEveryCommandUnderWayWhenTheJournalFails() throws Exception {
    BlockingPlugin plugin = new BlockingPlugin();
    FaultyDisk disk = new FaultyDisk(2);
    try (TestServer server =
        TestServer.start(
            disk, engine -> engine.durability(Durability.FSYNC), config -> config, plugin)) {
      server.withPlayers();
      RawConnection blocker = server.raw().send(BLOCK);
      plugin.awaitEntered();
      RawConnection[] waiting = new RawConnection[20];
      for (int i = 0; i < waiting.length; i++) {
        waiting[i] = server.raw().send(insert(i));
      }
      TestServer.await(() -> server.gateway().inFlight() == 21, "all of them in flight");
      disk.failNext(DiskOperation.FORCE, "the disk is gone");
      plugin.release();
      assertEquals(204, blocker.reply().status(), "it was forced before it ran");
      blocker.close();
      for (RawConnection connection : waiting) {
        RawConnection.Reply reply = connection.reply();
        assertEquals(503, reply.status());
        assertTrue(
            reply.body().contains("/outcome_unknown\"") || reply.body().contains("/read_only\""),
            reply.body());
        connection.close();
      }
      assertEquals("0", server.get("/stats").json().member("pendingCommands").text());
    }
  }

  /** Each call of a batch is a transaction of its own, so each is told by itself. */
  @Test
  void shouldTellEveryCallOfABatchAndOfAWebSocketWhenTheJournalFails() throws Exception {
    BlockingPlugin plugin = new BlockingPlugin();
    FaultyDisk disk = new FaultyDisk(5);
    try (TestServer server =
        TestServer.start(
            disk, engine -> engine.durability(Durability.FSYNC), config -> config, plugin)) {
      server.withPlayers();
      try (RawConnection blocker = server.raw().send(BLOCK);
          RawConnection batch = server.raw();
          FrameConnection socket = new FrameConnection(server.raw())) {
        plugin.awaitEntered();
        String calls = "[" + call(1, "a") + "," + call(2, "b") + "," + call(3, "c") + "]";
        batch.send(
            "POST /rpc HTTP/1.1\r\nHost: x\r\nContent-Length: "
                + calls.length()
                + "\r\n\r\n"
                + calls);
        for (int id = 4; id <= 6; id++) {
          socket.sendText(call(id, "s" + id).getBytes(StandardCharsets.US_ASCII));
        }
        TestServer.await(() -> pending(server) >= 5, "calls wait for their replies");
        disk.failNext(DiskOperation.FORCE, "the disk is gone");
        plugin.release();
        assertEquals(204, blocker.reply().status());
        RawConnection.Reply reply = batch.reply();
        assertEquals(200, reply.status());
        List<JsonNode> elements =
            JsonNode.parse(reply.body().getBytes(StandardCharsets.UTF_8), 0, reply.body().length())
                .values();
        assertEquals(3, elements.size(), "every call has a reply, and one");
        elements.forEach(FailureTest::assertUnknownOrRefused);
        Set<String> answered = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
          byte[] text = socket.next().text().getBytes(StandardCharsets.UTF_8);
          JsonNode element = JsonNode.parse(text, 0, text.length);
          assertUnknownOrRefused(element);
          answered.add(element.member("id").text());
        }
        assertEquals(Set.of("4", "5", "6"), answered, "each call once");
      }
    }
  }

  private static long pending(TestServer server) {
    return Long.parseLong(server.get("/stats").json().member("pendingCommands").text());
  }

  private static String call(int id, String name) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\"db.insert\",\"params\":{\"table\":\"players\",\"row\":{\"name\":\""
        + name
        + "\"}}}";
  }

  private static void assertUnknownOrRefused(JsonNode element) {
    JsonNode error = element.member("error");
    assertEquals("-32000", error.member("code").text(), element.toString());
    String type = error.member("data").member("type").text();
    assertTrue(type.endsWith("/outcome_unknown") || type.endsWith("/read_only"), type);
  }

  /** The clean refusal: before anything fails, over as soon as there is room. */
  @Test
  void shouldRefuseWritesWhileTheDiskIsNearlyFullAndGoOnAfterwards() throws Exception {
    FaultyDisk disk = new FaultyDisk(3);
    DiskLimits limits = new DiskLimits(8 << 20, 4 << 20, 2_000_000_000L, 1_000_000);
    try (TestServer server =
        TestServer.start(
            disk,
            engine -> engine.durability(Durability.FSYNC).diskLimits(limits),
            config -> config)) {
      server.withPlayers();
      assertEquals("ok", disk(server).member("state").text());

      disk.capacityBytes(disk.usedBytes() + (6 << 20));
      TestServer.await(() -> disk(server).member("state").text().equals("low"), "the warning");
      TestServer.Reply low = server.get("/health/ready");
      assertEquals(200, low.status(), "writes go on");
      assertTrue(low.body().contains("\"diskWarning\":"), low.body());
      assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"kept\"}").status());

      disk.capacityBytes(disk.usedBytes() + (1 << 20));
      TestServer.await(() -> server.get("/health/ready").status() == 503, "not ready");
      TestServer.Reply ready = server.get("/health/ready");
      assertEquals("read_only", ready.problem());
      assertTrue(ready.body().contains("bytes left"), ready.body());
      TestServer.Reply refused = server.post("/rest/v1/players", "{\"name\":\"more\"}");
      assertEquals(503, refused.status(), refused.body());
      assertEquals("read_only", refused.problem());
      assertNotNull(refused.header("Retry-After"), "it was certainly not applied");
      assertEquals(200, server.get("/rest/v1/players/1").status(), "reads go on");
      assertEquals("full", disk(server).member("state").text());
      assertEquals("running", server.get("/stats").json().member("status").text());

      disk.capacityBytes(Long.MAX_VALUE);
      TestServer.await(() -> server.get("/health/ready").status() == 200, "ready again");
      assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"more\"}").status());
      assertNull(server.gateway().failure(), "nothing failed");
    }
  }

  private static JsonNode disk(TestServer server) {
    return server.get("/stats").json().member("disk");
  }

  @Test
  void shouldNotBeReadyWhileAGroupCommitStalls() throws Exception {
    FaultyDisk disk = new FaultyDisk(4);
    DiskLimits limits = new DiskLimits(0, 0, 10_000_000, 1_000_000);
    CountDownLatch slow = new CountDownLatch(1);
    try (TestServer server =
        TestServer.start(
            disk,
            engine -> engine.durability(Durability.FSYNC).diskLimits(limits),
            config -> config)) {
      server.withPlayers();
      disk.before(DiskOperation.FORCE, () -> TestServer.await(slow));
      RawConnection waiting = server.raw().send(insert(1));
      TestServer.await(() -> server.get("/health/ready").status() == 503, "not ready");
      assertEquals("disk_stalled", server.get("/health/ready").problem());
      assertEquals(200, server.get("/health/live").status());
      slow.countDown();
      assertEquals(201, waiting.reply().status(), "late, and not lost");
      waiting.close();
      TestServer.await(() -> server.get("/health/ready").status() == 200, "ready again");
    }
  }

  @Test
  void shouldSayThatTheMemoryLimitIsReached() {
    try (TestServer server =
        TestServer.start(folder, engine -> engine.maxLogicalPages(256), config -> config)) {
      server.withPlayers();
      TestServer.Reply reply = null;
      for (int i = 0; i < 200 && (reply == null || reply.status() == 201); i++) {
        int from = i * 1000;
        String rows =
            IntStream.range(from, from + 1000)
                .mapToObj(n -> "{\"name\":\"n" + n + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        reply = server.post("/rest/v1/players", rows);
      }
      assertNotNull(reply);
      assertEquals(507, reply.status(), reply.body());
      assertEquals("memory_limit", reply.problem());
      assertNotNull(reply.header("Tactus-Sequence"), "it is decided in history, not by chance");
      assertEquals(204, server.call("DELETE", "/rest/v1/players/1", null).status());
      assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"fits\"}").status());
    }
  }
}
