package io.tactus.gateway.abuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.http.HttpLimits;
import io.tactus.gateway.http.RawConnection;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of connections that say nothing cost little, harm nobody and are closed in time. With
 * {@code -Dtactus.idle.connections=10000} as many as that.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class IdleConnectionsTest {

  private static final int CONNECTIONS = Integer.getInteger("tactus.idle.connections", 1_500);
  private static final int WARM_UP = 300;

  /** Long enough for all of them to be open at the same time before the first is closed. */
  private static final int IDLE_TIMEOUT_MS = 3_000 + 2 * CONNECTIONS;

  private static final long MOST_BYTES_EACH = 8 << 10;
  private static final long NOISE_BYTES = 2 << 20;
  private static final int ROUNDS = 400;

  @TempDir private Path folder;

  @Test
  void shouldHoldThemCheaplyServeOthersAndCloseThemInTime() throws Exception {
    try (TestServer server = start(HttpLimits.builder().idleTimeoutMs(IDLE_TIMEOUT_MS))) {
      server.withPlayers();
      assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"ada\"}").status());
      int port = server.gateway().address().getPort();
      try (IdleClient warmUp = IdleClient.start(port, WARM_UP, 0)) {
        assertEquals(WARM_UP, warmUp.await("open"));
      }
      long quietNs = medianLatencyNs(server);
      long before = usedBytes();
      try (IdleClient idle = IdleClient.start(port, CONNECTIONS, 4L * IDLE_TIMEOUT_MS)) {
        assertEquals(CONNECTIONS, idle.await("open"));
        long openNs = System.nanoTime();
        long among = usedBytes();
        long crowdedNs = medianLatencyNs(server);
        assertEquals(CONNECTIONS, idle.await("closed"), "the server closes every one of them");
        long closedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - openNs);
        long after = usedBytes();
        System.err.printf(
            "%d idle connections: %d B each, %d B after their end, closed within %d ms of %d,"
                + " median read %d us, without them %d us%n",
            CONNECTIONS,
            (among - before) / CONNECTIONS,
            after - before,
            closedMs,
            IDLE_TIMEOUT_MS,
            TimeUnit.NANOSECONDS.toMicros(crowdedNs),
            TimeUnit.NANOSECONDS.toMicros(quietNs));
        assertTrue(among - before < CONNECTIONS * MOST_BYTES_EACH + NOISE_BYTES, "memory of each");
        assertTrue(after - before < NOISE_BYTES, "memory is given back");
        assertTrue(closedMs < 2L * IDLE_TIMEOUT_MS, "in time, also on a busy machine");
        assertTrue(crowdedNs < 5 * quietNs + 1_000_000, "others notice nothing");
      }
    }
  }

  @Test
  void shouldLetOneMoreThanTheLimitWaitUntilOneCloses() throws Exception {
    int most = 20;
    try (TestServer server = start(HttpLimits.builder().maxConnections(most))) {
      List<RawConnection> held = new ArrayList<>();
      for (int i = 0; i < most; i++) {
        RawConnection connection = server.raw();
        assertEquals(200, live(connection).reply().status(), "connection " + i);
        held.add(connection);
      }
      RawConnection more = live(server.raw());
      assertEquals(200, live(held.getLast()).reply().status(), "those within the limit go on");
      assertFalse(more.hasReply(), "not accepted yet");
      held.removeFirst().close();
      assertEquals(200, more.reply().status(), "served as soon as there is room");
      more.close();
      for (RawConnection connection : held) {
        connection.close();
      }
    }
  }

  @Test
  void shouldNeverTakeMoreConnectionsThanTheProcessMayOpen() {
    assertTrue(HttpLimits.DEFAULT.maxConnections() > 10_000, "ten thousand leave room for others");
    assertEquals(700, HttpLimits.affordable(20_000, 1_024));
    assertEquals(20_000, HttpLimits.affordable(20_000, 1 << 20));
    assertEquals(1, HttpLimits.affordable(20_000, 10));
  }

  private static RawConnection live(RawConnection connection) throws Exception {
    return connection.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
  }

  private TestServer start(HttpLimits.Builder http) {
    return TestServer.start(folder, engine -> engine, config -> config.http(http.build()));
  }

  private static long medianLatencyNs(TestServer server) throws Exception {
    long[] took = new long[ROUNDS];
    try (RawConnection connection = server.raw()) {
      for (int i = 0; i < ROUNDS; i++) {
        long from = System.nanoTime();
        connection.send("GET /rest/v1/players/1 HTTP/1.1\r\nHost: x\r\n\r\n");
        assertEquals(200, connection.reply().status());
        took[i] = System.nanoTime() - from;
      }
    }
    Arrays.sort(took);
    return took[ROUNDS / 2];
  }

  /** Heap after a collection, and buffers outside of it. */
  private static long usedBytes() {
    System.gc();
    System.gc();
    long bytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      bytes += pool.getMemoryUsed();
    }
    return bytes;
  }
}
