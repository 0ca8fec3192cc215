package io.tactus.perf.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {
  private static final byte[] GET =
      "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final RequestSource SOURCE = (index, out) -> out.put(GET);

  @Test
  void shouldCountEveryReplyInAClosedLoop() throws Exception {
    try (BareServer server = new BareServer(1, "hello", "text/plain")) {
      LoadResult result = LoadGenerator.run(config(server.address(), new Pace.ClosedLoop()));
      assertTrue(result.completed() > 0, () -> "completed " + result.completed());
      assertEquals(0, result.refused());
      assertEquals(0, result.broken());
      assertTrue(result.latencyNs().getMaxValue() > 0);
    }
  }

  @Test
  void shouldHoldAFixedRateThatTheServerCanServe() throws Exception {
    try (BareServer server = new BareServer(1, "x".repeat(100), "application/octet-stream")) {
      LoadResult result = LoadGenerator.run(config(server.address(), new Pace.FixedRate(200)));
      assertEquals(200, result.achievedPerSecond(), 20);
    }
  }

  /**
   * The proof that a stall shows: 200 ms of silence must appear in full, though nothing was sent.
   */
  @Test
  void shouldChargeAStallToEveryRequestThatWasDueInIt() throws Exception {
    boolean[] stalled = new boolean[1];
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setIoThreads(1)
            .setHandler(
                exchange -> {
                  if (!stalled[0]) {
                    stalled[0] = true;
                    stall(200_000_000);
                  }
                  exchange.getResponseSender().send("ok");
                })
            .build();
    server.start();
    try {
      InetSocketAddress address =
          (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
      LoadConfig oneConnection =
          LoadConfig.of(address, new Pace.FixedRate(1000), SOURCE)
              .withConnections(1)
              .withTimes(Duration.ZERO, Duration.ofMillis(600));
      LoadResult result = LoadGenerator.run(oneConnection);
      long slow = result.latencyNs().getCountBetweenValues(50_000_000, 60_000_000_000L);
      assertTrue(slow > 100, () -> "requests that waited over 50 ms: " + slow);
    } finally {
      server.stop();
    }
  }

  @Test
  void shouldSayThatARateWasMissed() throws Exception {
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setIoThreads(1)
            .setHandler(
                exchange -> {
                  stall(20_000_000);
                  exchange.getResponseSender().send("ok");
                })
            .build();
    server.start();
    try {
      InetSocketAddress address =
          (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
      LoadResult result = LoadGenerator.run(config(address, new Pace.FixedRate(1000)));
      assertFalse(result.heldRate());
      assertTrue(result.unsent() > 0);
    } finally {
      server.stop();
    }
  }

  @Test
  void shouldRefuseToLoadAnythingButLoopback() {
    InetSocketAddress elsewhere = new InetSocketAddress("192.0.2.1", 80);
    assertThrows(
        IllegalArgumentException.class,
        () -> LoadConfig.of(elsewhere, new Pace.ClosedLoop(), SOURCE));
  }

  /** Parks for the whole time: a single park may return early. */
  private static void stall(long lengthNs) {
    long untilNs = System.nanoTime() + lengthNs;
    while (System.nanoTime() - untilNs < 0) {
      LockSupport.parkNanos(untilNs - System.nanoTime());
    }
  }

  private static LoadConfig config(InetSocketAddress address, Pace pace) {
    return LoadConfig.of(address, pace, SOURCE)
        .withConnections(4)
        .withTimes(Duration.ofMillis(100), Duration.ofMillis(500));
  }
}
