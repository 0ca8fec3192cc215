package io.tactus.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.http.RawConnection;
import io.tactus.journal.Durability;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.ProgressListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The port is open before the engine is, and after it failed to be. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LifecycleTest {

  @TempDir Path folder;

  private static GatewayConfig.Builder anyPort() {
    return GatewayConfig.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private static RawConnection.Reply get(GatewayServer server, String path) throws Exception {
    try (RawConnection connection = new RawConnection(server.address())) {
      return connection.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").reply();
    }
  }

  private Engine open(ProgressListener progress) {
    EngineConfig config =
        EngineConfig.builder()
            .durability(Durability.NONE)
            .segmentBytes(1 << 20)
            .maxLogicalPages(1 << 14)
            .build();
    return Engine.open(config, TestServer.disk(folder), progress);
  }

  @Test
  void shouldAnswerWhileItRecovers() throws Exception {
    CountDownLatch recovery = new CountDownLatch(1);
    EngineSupplier slow =
        progress -> {
          progress.onProgress(ProgressListener.Stage.JOURNAL, 5, 10);
          try {
            recovery.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return open(progress);
        };
    try (GatewayServer server = Gateway.start(anyPort().build(), slow)) {
      assertEquals(200, get(server, "/health/live").status());
      TestServer.await(
          () -> {
            try {
              return get(server, "/health/ready").body().contains(": 5 of 10 commands, 50 %.");
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          },
          "the progress shows");
      RawConnection.Reply refused = get(server, "/rest/v1/players");
      assertEquals(503, refused.status());
      assertEquals("1", refused.header("Retry-After"));
      assertTrue(refused.body().contains("/recovering\""), refused.body());
      assertEquals(404, get(server, "/nothing").status());
      recovery.countDown();
      assertNotNull(server.ready().join());
      assertEquals(200, get(server, "/health/ready").status());
      assertEquals(200, get(server, "/schema/v1").status());
    }
  }

  @Test
  void shouldTellWhyTheEngineDidNotOpen() throws Exception {
    EngineSupplier broken =
        progress -> {
          throw new IllegalStateException("damaged");
        };
    try (GatewayServer server = Gateway.start(anyPort().build(), broken)) {
      CompletionException failure =
          assertThrows(CompletionException.class, () -> server.ready().join());
      assertEquals("damaged", failure.getCause().getMessage());
      assertEquals(503, get(server, "/health/ready").status());
      assertEquals(503, get(server, "/schema/v1").status());
    }
  }

  @Test
  void shouldNotOpenTheEngineWhenThePortIsTaken() {
    try (GatewayServer first = Gateway.start(anyPort().build(), this::open)) {
      first.ready().join();
      GatewayConfig same = GatewayConfig.builder(first.address()).build();
      RuntimeException refused =
          assertThrows(
              RuntimeException.class,
              () ->
                  Gateway.start(
                      same,
                      progress -> {
                        throw new AssertionError("opened");
                      }));
      assertTrue(refused.getCause() instanceof java.net.BindException, refused.toString());
    }
  }

  @Test
  void shouldServeOnSeveralIoThreads() throws Exception {
    try (GatewayServer server = Gateway.start(anyPort().ioThreads(3).build(), this::open)) {
      server.ready().join();
      for (int i = 0; i < 12; i++) {
        assertEquals(200, get(server, "/schema/v1").status());
      }
    }
  }
}
