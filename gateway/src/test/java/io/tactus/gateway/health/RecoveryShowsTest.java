package io.tactus.gateway.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.Gateway;
import io.tactus.gateway.GatewayConfig;
import io.tactus.gateway.GatewayServer;
import io.tactus.gateway.TestServer;
import io.tactus.gateway.http.RawConnection;
import io.tactus.journal.Durability;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.ProgressListener;
import io.tactus.storage.json.JsonNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that recovers a folder tells at each moment how far it is. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RecoveryShowsTest {
  private static final int SEGMENT_BYTES = 1 << 18;

  @TempDir Path folder;

  /** Stops recovery at each report, and lets it go on when somebody has looked. */
  private static final class Turnstile implements AutoCloseable {
    private static final long LOOK_MS = 20;

    private final SynchronousQueue<Boolean> looked = new SynchronousQueue<>();
    private final SynchronousQueue<String> reports = new SynchronousQueue<>();
    private volatile boolean open;

    ProgressListener before(ProgressListener next) {
      return (stage, done, of) -> {
        next.onProgress(stage, done, of);
        try {
          String report = stage.name().toLowerCase(Locale.ROOT) + " " + done + " " + of;
          boolean shown = false;
          while (!open && !shown) {
            shown = reports.offer(report, LOOK_MS, TimeUnit.MILLISECONDS);
          }
          boolean seen = false;
          while (!open && !seen) {
            seen = looked.poll(LOOK_MS, TimeUnit.MILLISECONDS) != null;
          }
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      };
    }

    /** Lets recovery go on by itself. */
    @Override
    public void close() {
      open = true;
    }
  }

  private Engine open(ProgressListener progress) {
    EngineConfig config =
        EngineConfig.builder()
            .durability(Durability.NONE)
            .segmentBytes(SEGMENT_BYTES)
            .maxLogicalPages(1 << 14)
            .build();
    return Engine.open(config, TestServer.disk(folder), progress);
  }

  private static RawConnection.Reply send(GatewayServer server, String head, String body)
      throws Exception {
    try (RawConnection connection = new RawConnection(server.address())) {
      return connection
          .send(
              head
                  + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body)
          .reply();
    }
  }

  private static JsonNode parse(String document) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    return JsonNode.parse(bytes, 0, bytes.length);
  }

  private static GatewayConfig anyPort() {
    return GatewayConfig.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .build();
  }

  /** A table, 3,000 rows, a snapshot, 3,000 more. */
  private void fill() throws Exception {
    try (GatewayServer server = Gateway.start(anyPort(), this::open)) {
      Engine engine = server.ready().join();
      String table =
          "{\"name\":\"t\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\",\"generated\":true},"
              + "{\"name\":\"n\",\"type\":\"i64\"}],\"primaryKey\":[\"id\"]}";
      assertEquals(201, send(server, "POST /schema/v1/tables", table).status());
      for (int i = 0; i < 6; i++) {
        String calls =
            ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"db.insert\",\"params\":"
                    + "{\"table\":\"t\",\"row\":{\"n\":1}}},")
                .repeat(100);
        String batch = '[' + calls.substring(0, calls.length() - 1) + ']';
        for (int j = 0; j < 10; j++) {
          assertEquals(200, send(server, "POST /rpc", batch).status());
        }
        if (i == 2) {
          engine.snapshot().join();
        }
      }
    }
  }

  @Test
  void shouldTellHowFarRecoveryIs() throws Exception {
    fill();
    Turnstile turnstile = new Turnstile();
    List<String> stages = new ArrayList<>();
    long[] before = {-1};
    try (GatewayServer server =
            Gateway.start(anyPort(), progress -> open(turnstile.before(progress)));
        turnstile) {
      while (!server.ready().isDone()) {
        String report = turnstile.reports.poll(10, TimeUnit.MILLISECONDS);
        if (report == null) {
          continue;
        }
        RawConnection.Reply reply = send(server, "GET /health/ready", "");
        assertEquals(503, reply.status(), reply.body());
        JsonNode problem = parse(reply.body());
        JsonNode recovery = problem.member("recovery");
        String step = recovery.member("step").text();
        long done = Long.parseLong(recovery.member("done").text());
        long of = Long.parseLong(recovery.member("of").text());
        assertEquals(report, step + " " + done + " " + of);
        assertEquals(
            step.equals("journal") ? "commands" : "bytes", recovery.member("unit").text(), report);
        assertTrue(of > 0 && done <= of, report);
        String detail = problem.member("detail").text();
        assertTrue(detail.contains(" of 3): ") && detail.contains(" %"), detail);
        if (stages.isEmpty() || !stages.getLast().equals(step)) {
          stages.add(step);
          before[0] = -1;
        }
        assertTrue(done >= before[0], () -> report + " after " + before[0]);
        before[0] = done;
        if (done == of) {
          stages.add(step + " done");
        }
        turnstile.looked.put(true);
      }
      server.ready().join();
      assertEquals(
          List.of("snapshot", "snapshot done", "check", "check done", "journal", "journal done"),
          stages.stream().distinct().toList());
      RawConnection.Reply ready = send(server, "GET /health/ready", "");
      assertEquals(200, ready.status());
      assertTrue(!ready.body().contains("recovery"), ready.body());
    }
  }
}
