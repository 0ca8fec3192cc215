package io.tactus.perf.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestLoopTest {
  private static final long SECOND_NS = 1_000_000_000;

  private static RequestLoop.Exchange get(List<Reply> replies) {
    return new RequestLoop.Exchange() {
      @Override
      public void write(ByteBuffer out) {
        out.put("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      }

      @Override
      public void onReply(Reply reply) {
        replies.add(reply);
      }
    };
  }

  @Test
  void shouldHandEachExchangeItsReply() throws Exception {
    try (BareServer server = new BareServer(1, "hello", "text/plain");
        RequestLoop loop = new RequestLoop(server.address(), 2, 256, 3)) {
      List<Reply> replies = new ArrayList<>();
      long nowNs = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        loop.at(nowNs + i * 1_000_000L, get(replies));
      }
      loop.runUntil(nowNs + 10 * SECOND_NS);
      assertEquals(20, replies.size());
      assertEquals(0, loop.outstanding());
      assertEquals(200, replies.getFirst().status());
      assertEquals("hel", replies.getFirst().body());
    }
  }

  /** Both were due at once, and there is one connection: the second pays for the wait. */
  @Test
  void shouldCountLatencyFromTheDueTime() throws Exception {
    try (BareServer server = new BareServer(1, "x", "text/plain");
        RequestLoop loop = new RequestLoop(server.address(), 1, 256, 0)) {
      List<Reply> replies = new ArrayList<>();
      long dueNs = System.nanoTime() - 5 * SECOND_NS;
      loop.at(dueNs, get(replies));
      loop.runUntil(System.nanoTime() + 10 * SECOND_NS);
      assertTrue(replies.getFirst().latencyNs() >= 5 * SECOND_NS);
      assertEquals(replies.getFirst().nowNs() - dueNs, replies.getFirst().latencyNs());
    }
  }

  @Test
  void shouldStopAtItsTimeWithRequestsStillPlanned() throws Exception {
    try (BareServer server = new BareServer(1, "x", "text/plain");
        RequestLoop loop = new RequestLoop(server.address(), 1, 256, 0)) {
      long nowNs = System.nanoTime();
      loop.at(nowNs + 1000 * SECOND_NS, get(new ArrayList<>()));
      loop.runUntil(nowNs + 20_000_000);
      long tookNs = System.nanoTime() - nowNs;
      assertTrue(tookNs >= 20_000_000 && tookNs < 5 * SECOND_NS, () -> "took " + tookNs);
      assertEquals(1, loop.outstanding());
    }
  }

  @Test
  void shouldGiveUpOnAServerThatKeepsHangingUp() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> hangUp(server));
      InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
      try (RequestLoop loop = new RequestLoop(address, 2, 256, 0)) {
        long nowNs = System.nanoTime();
        for (int i = 0; i < 500; i++) {
          loop.at(nowNs + i * 1_000_000L, get(new ArrayList<>()));
        }
        assertThrows(IOException.class, () -> loop.runUntil(nowNs + 30 * SECOND_NS));
      }
    }
  }

  private static void hangUp(ServerSocket server) {
    try {
      while (true) {
        server.accept().close();
      }
    } catch (IOException e) {
      assertTrue(server.isClosed());
    }
  }
}
