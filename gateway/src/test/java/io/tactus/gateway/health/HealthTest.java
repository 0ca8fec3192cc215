package io.tactus.gateway.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.BlockingPlugin;
import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import io.tactus.gateway.http.RawConnection;
import io.tactus.journal.Durability;
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.disk.DiskLimits;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;
import io.tactus.storage.json.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recovering is in MetricsTest and LifecycleTest, which have a server that never gets ready. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HealthTest {

  private static final String BLOCK =
      "POST /rest/v1/rpc/test.block HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";

  @TempDir Path folder;

  private Instant begun;

  @BeforeEach
  void noteTheTime() {
    begun = Instant.now().minusMillis(1);
  }

  /** Not ready because of the check, since a time in this test. */
  private void assertFault(TestServer server, String check, String problem) {
    TestServer.await(() -> server.get("/health/ready").status() == 503, "not ready: " + check);
    Reply reply = server.get("/health/ready");
    assertFault(reply, check, problem);
    String metrics = server.get("/metrics").body();
    assertTrue(metrics.contains("tactus_ready 0.0\n"), metrics);
    assertTrue(metrics.contains("tactus_health_fault{check=\"" + check + "\"} 1.0\n"), metrics);
  }

  private void assertFault(Reply reply, String check, String problem) {
    assertEquals(503, reply.status(), reply.body());
    assertEquals(problem, reply.problem());
    JsonNode fault = reply.json().member("faults").values().getFirst();
    assertEquals(check, fault.member("check").text());
    Instant since = Instant.parse(fault.member("since").text());
    assertTrue(since.isAfter(begun.minusSeconds(1)) && !since.isAfter(Instant.now()), "" + since);
    assertTrue(reply.body().contains(fault.member("detail").text()));
  }

  @Test
  void shouldTellOfAConsumerThatStandsStillAndThenOfTheNeedToRestart() throws Exception {
    BlockingPlugin plugin = new BlockingPlugin();
    try (TestServer server =
        TestServer.start(
            folder,
            engine -> engine,
            config -> config.health(new HealthLimits(300, 1_500)),
            plugin)) {
      assertEquals(200, server.get("/health/ready").status());
      RawConnection blocked = server.raw().send(BLOCK);
      plugin.awaitEntered();
      assertEquals(200, server.get("/health/live").status(), "slow is not dead");
      assertFault(server, "consumer", "engine_stuck");
      TestServer.await(() -> server.get("/health/live").status() == 503, "not alive");
      assertFault(server.get("/health/live"), "consumer", "engine_stuck");
      assertTrue(server.get("/metrics").body().contains("tactus_live 0.0\n"));
      plugin.release();
      assertEquals(204, blocked.reply().status());
      blocked.close();
      TestServer.await(() -> server.get("/health/ready").status() == 200, "well again");
      assertEquals(200, server.get("/health/live").status());
    }
  }

  /** An empty ring stands still for hours, and nothing is wrong. */
  @Test
  void shouldNotMindAnIdleServer() throws Exception {
    try (TestServer server =
        TestServer.start(
            folder, engine -> engine, config -> config.health(new HealthLimits(50, 100)))) {
      server.withPlayers();
      long idleUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(600);
      TestServer.await(() -> System.nanoTime() > idleUntil, "some idle time");
      assertEquals(200, server.get("/health/ready").status());
      assertEquals(200, server.get("/health/live").status());
    }
  }

  @Test
  void shouldTellOfAnEngineThatHalted() {
    Plugin fatal =
        new Plugin() {
          @Override
          public String name() {
            return "fatal";
          }

          @Override
          public void register(Registry registry) {
            registry.procedure(
                ProcedureDefinition.named("fatal.run").build(),
                (context, in, out) -> {
                  throw new OutOfMemoryError("as if");
                });
          }
        };
    try (TestServer server = TestServer.start(folder, fatal)) {
      assertEquals(503, server.post("/rest/v1/rpc/fatal.run", "{}").status());
      assertFault(server, "engine", "read_only");
      assertFault(server.get("/health/live"), "engine", "read_only");
    }
  }

  @Test
  void shouldTellOfAJournalThatFailedAndStayAliveToRead() {
    FaultyDisk disk = new FaultyDisk(11);
    try (TestServer server =
        TestServer.start(disk, engine -> engine.durability(Durability.FSYNC), config -> config)) {
      server.withPlayers();
      TestServer.await(
          () -> {
            // The schema for people may take the first one, in the background.
            disk.failNext(DiskOperation.FORCE, "the disk is gone");
            return server.post("/rest/v1/players", "{\"name\":\"lost\"}").status() == 503;
          },
          "a force that fails");
      assertFault(server, "journal", "read_only");
      assertEquals(200, server.get("/health/live").status());
      assertTrue(server.get("/metrics").body().contains("tactus_journal_failed 1.0\n"));
    }
  }

  @Test
  void shouldTellOfADiskThatIsNearlyFull() {
    FaultyDisk disk = new FaultyDisk(12);
    DiskLimits limits = new DiskLimits(8 << 20, 4 << 20, 2_000_000_000L, 1_000_000);
    try (TestServer server =
        TestServer.start(disk, engine -> engine.diskLimits(limits), config -> config)) {
      server.withPlayers();
      disk.capacityBytes(disk.usedBytes() + (1 << 20));
      assertFault(server, "disk", "read_only");
      assertEquals(200, server.get("/health/live").status());
      disk.capacityBytes(Long.MAX_VALUE);
      TestServer.await(() -> server.get("/health/ready").status() == 200, "well again");
    }
  }

  @Test
  void shouldTellOfADiskThatStallsAndNotCallItDead() throws Exception {
    FaultyDisk disk = new FaultyDisk(13);
    DiskLimits limits = new DiskLimits(0, 0, 10_000_000, 1_000_000);
    CountDownLatch slow = new CountDownLatch(1);
    try (TestServer server =
        TestServer.start(
            disk,
            engine -> engine.durability(Durability.FSYNC).diskLimits(limits),
            config -> config.health(new HealthLimits(100, 200)))) {
      server.withPlayers();
      disk.before(DiskOperation.FORCE, () -> TestServer.await(slow));
      RawConnection waiting = server.raw().send(insert());
      assertFault(server, "disk_stall", "disk_stalled");
      long later = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
      TestServer.await(() -> System.nanoTime() > later, "more than the deadline of liveness");
      assertEquals(200, server.get("/health/live").status(), "a restart mends no disk");
      slow.countDown();
      assertEquals(201, waiting.reply().status());
      waiting.close();
    }
  }

  @Test
  void shouldTellThatItDrains() throws Exception {
    BlockingPlugin plugin = new BlockingPlugin();
    TestServer server = TestServer.start(folder, plugin);
    RawConnection blocked = server.raw().send(BLOCK);
    plugin.awaitEntered();
    Thread closer = new Thread(() -> server.gateway().close());
    closer.start();
    TestServer.await(() -> server.get("/health/ready").status() == 503, "not ready");
    assertFault(server.get("/health/ready"), "draining", "shutting_down");
    assertEquals(200, server.get("/health/live").status(), "it is at work");
    plugin.release();
    assertEquals(204, blocked.reply().status(), "what was accepted is answered");
    blocked.close();
    closer.join();
  }

  private static String insert() {
    String body = "{\"name\":\"n\"}";
    return "POST /rest/v1/players HTTP/1.1\r\nHost: x\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
