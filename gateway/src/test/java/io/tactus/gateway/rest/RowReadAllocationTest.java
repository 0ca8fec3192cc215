package io.tactus.gateway.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.tactus.gateway.TestServer;
import io.tactus.gateway.access.Role;
import io.tactus.gateway.access.TestKeys;
import io.tactus.gateway.http.RawConnection;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.util.Headers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reading a row by key costs no more garbage than Undertow makes to send the same bytes under the
 * same headers: the whole process is measured, but for the thread that asks.
 */
class RowReadAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int REQUESTS = 4_000;
  private static final int ROUNDS = 6;
  private static final int ROWS = 500;

  /** What ticks, sweeps and other servers' threads take, spread over the requests of a round. */
  private static final long NOISE_BYTES = 32;

  @TempDir private Path folder;

  @Test
  void shouldAllocateNoMoreThanUndertowItself() throws Exception {
    try (TestServer server = TestServer.start(folder)) {
      fill(server);
      compare("open", server, "");
    }
  }

  @Test
  void shouldAllocateNoMoreForACallerWithAKey() throws Exception {
    TestKeys keys = new TestKeys(folder);
    String admin = keys.create("admin", Role.ADMIN);
    String reader = keys.create("reader", Role.NONE, Optional.empty(), 1_000_000, "read:players");
    try (TestServer server =
        TestServer.start(
            folder.resolve("data"), engine -> engine, config -> config.access(keys.config()))) {
      fill(server, "apikey", admin);
      compare("key", server, "Authorization: Bearer " + reader + "\r\n");
    }
  }

  private static void fill(TestServer server, String... headers) {
    assertEquals(201, server.post("/schema/v1/tables", TestServer.PLAYERS, headers).status());
    StringBuilder rows = new StringBuilder("[");
    for (int i = 0; i < ROWS; i++) {
      rows.append(i == 0 ? "" : ",").append("{\"name\":\"player").append(i).append("\"}");
    }
    assertEquals(201, server.post("/rest/v1/players", rows + "]", headers).status());
  }

  private static void compare(String what, TestServer server, String header) throws IOException {
    long ours;
    RawConnection.Reply reply;
    try (RawConnection connection = server.raw()) {
      reply = connection.send(request(1, header)).reply();
      assertEquals(200, reply.status(), reply.body());
      ours = bytesPerRequest(connection, header);
    }
    Undertow bare = bare(reply);
    try (RawConnection connection =
        new RawConnection((InetSocketAddress) bare.getListenerInfo().getFirst().getAddress())) {
      long bareBytes = bytesPerRequest(connection, header);
      System.err.printf("a row by key (%s): %d B, bare Undertow %d B%n", what, ours, bareBytes);
      assertTrue(ours <= bareBytes + NOISE_BYTES, ours + " B, and Undertow alone " + bareBytes);
    } finally {
      bare.stop();
    }
  }

  private static String request(int key, String header) {
    return "GET /rest/v1/players/" + key + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n";
  }

  /** The least of several rounds, because compilers and ticks allocate now and then. */
  private static long bytesPerRequest(RawConnection connection, String header) throws IOException {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = allocatedByOthers();
      for (int i = 0; i < REQUESTS; i++) {
        connection.send(request(1 + i % ROWS, header));
        assertEquals(200, connection.reply().status());
      }
      least = Math.min(least, allocatedByOthers() - before);
    }
    return least / REQUESTS;
  }

  private static long allocatedByOthers() {
    return THREADS.getTotalThreadAllocatedBytes() - THREADS.getCurrentThreadAllocatedBytes();
  }

  /** An Undertow whose only handler sends the bytes and headers of a reply. */
  private static Undertow bare(RawConnection.Reply reply) {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer = ByteBuffer.wrap(body);
    String type = reply.header("Content-Type");
    String tag = reply.header("ETag");
    Undertow undertow =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setIoThreads(1)
            .setWorkerThreads(1)
            .setServerOption(UndertowOptions.DECODE_URL, false)
            .setHandler(
                exchange -> {
                  exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
                  exchange.getResponseHeaders().put(Headers.ETAG, tag);
                  exchange.setResponseContentLength(body.length);
                  exchange.getResponseSender().send(buffer.clear());
                })
            .build();
    undertow.start();
    return undertow;
  }
}
