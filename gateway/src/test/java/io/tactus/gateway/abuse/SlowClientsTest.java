package io.tactus.gateway.abuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.http.HttpLimits;
import io.tactus.gateway.http.RawConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that never end what they began, or never take what they asked for. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SlowClientsTest {

  private static final int TIMEOUT_MS = 600;

  /** On a machine that is busy with other things, too. */
  private static final long PATIENCE_MS = 15_000;

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    HttpLimits limits =
        HttpLimits.builder()
            .headerTimeoutMs(TIMEOUT_MS)
            .bodyTimeoutMs(TIMEOUT_MS)
            .writeTimeoutMs(TIMEOUT_MS)
            .build();
    server =
        TestServer.start(folder, engine -> engine, config -> config.http(limits)).withPlayers();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldCloseHeadersThatDrip() throws Exception {
    try (RawConnection connection = server.raw()) {
      connection.send("GET /rest/v1/players/1 HTTP/1.1\r\nHost: x\r\nX-Slow: ");
      assertTrue(dripUntilClosed(connection) < PATIENCE_MS, "each byte does not buy more time");
    }
  }

  @Test
  void shouldAnswerBodiesThatDrip() throws Exception {
    try (RawConnection connection = server.raw()) {
      connection.send(
          "POST /rest/v1/players HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
      long began = System.nanoTime();
      while (!connection.hasReply()) {
        connection.send(" ");
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        assertTrue(System.nanoTime() - began < PATIENCE_MS * 1_000_000, "each byte buys no time");
      }
      assertEquals(408, connection.reply().status());
    }
  }

  @Test
  void shouldCloseHeadersWithoutEnd() throws Exception {
    try (RawConnection connection = server.raw()) {
      connection.send("GET /rest/v1/players/1 HTTP/1.1\r\nHost: x\r\n");
      assertTrue(floodUntilClosed(connection, "X-More: 0123456789\r\n".repeat(50)));
    }
  }

  @Test
  void shouldCloseATargetWithoutEnd() throws Exception {
    try (RawConnection connection = server.raw()) {
      connection.send("GET /rest/v1/players?a=");
      assertTrue(floodUntilClosed(connection, "0123456789".repeat(100)));
    }
  }

  @Test
  void shouldCloseAMethodWithoutEnd() throws Exception {
    try (RawConnection connection = server.raw()) {
      assertTrue(floodUntilClosed(connection, "ABCDEFGHIJ".repeat(100)));
    }
  }

  @Test
  void shouldRefuseTwoGigabytesFromTheHeaderAlone() throws Exception {
    for (String length : new String[] {"2147483647", "2147483648", "4294967296"}) {
      try (RawConnection connection = server.raw()) {
        connection.send(
            "POST /batch HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n");
        RawConnection.Reply reply = connection.reply();
        assertEquals(413, reply.status());
        assertTrue(connection.isClosedByServer());
      }
    }
  }

  @Test
  void shouldServeOthersWhileHundredsDrip() throws Exception {
    List<RawConnection> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        RawConnection connection = server.raw();
        slow.add(connection);
        connection.send(
            i % 2 == 0
                ? "GET /rest/v1/players/1 HTTP/1.1\r\nHost: x\r\nX-Slow: "
                : "POST /rest/v1/players HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{");
      }
      for (int i = 0; i < 20; i++) {
        String row = "{\"name\":\"p" + i + "\"}";
        assertEquals(201, server.post("/rest/v1/players", row).status());
      }
      for (RawConnection connection : slow) {
        assertTrue(isAnsweredOrClosed(connection), "none hangs");
      }
    } finally {
      for (RawConnection connection : slow) {
        connection.close();
      }
    }
  }

  @Test
  void shouldCloseWhoTakesNoReply() throws Exception {
    String name = "x".repeat(30);
    for (int i = 0; i < 5; i++) {
      StringBuilder rows = new StringBuilder();
      for (int j = 0; j < 200; j++) {
        rows.append(j == 0 ? "[" : ",")
            .append("{\"name\":\"" + i + "." + j + name.charAt(0) + "\"}");
      }
      assertEquals(201, server.post("/rest/v1/players", rows + "]").status());
    }
    try (RawConnection connection = server.raw()) {
      String request = "GET /rest/v1/players HTTP/1.1\r\nHost: x\r\n\r\n";
      // More replies than the sockets between them hold: then the server waits, and then no more.
      assertTrue(floodUntilClosed(connection, request));
    }
    TestServer.await(() -> server.gateway().inFlight() == 0, "nothing is kept for it");
  }

  private static long dripUntilClosed(RawConnection connection) {
    long began = System.nanoTime();
    try {
      while (System.nanoTime() - began < PATIENCE_MS * 1_000_000) {
        connection.send("x");
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    } catch (IOException closed) {
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
    return PATIENCE_MS;
  }

  /** Sends for ever; the server has to end it, by a close that makes sending fail. */
  private static boolean floodUntilClosed(RawConnection connection, String more) {
    try {
      for (int i = 0; i < 200_000; i++) {
        connection.send(more);
      }
      return false;
    } catch (IOException closed) {
      return true;
    }
  }

  private static boolean isAnsweredOrClosed(RawConnection connection) {
    try {
      return connection.reply().status() == 408;
    } catch (IOException closed) {
      return connection.isClosedByServer();
    }
  }
}
