package io.tactus.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What breaks HTTP is refused clearly or cut off in time, and leaves nothing behind. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ProtocolAbuseTest {

  private EchoServer echo;

  @BeforeEach
  void start() {
    echo = EchoServer.start();
  }

  @AfterEach
  void stop() throws Exception {
    try (RawConnection connection = echo.connect()) {
      RawConnection.Reply reply = connection.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").reply();
      assertEquals(200, reply.status(), "the server still serves");
    }
    echo.closeEmpty();
  }

  private RawConnection.Reply ask(String request) throws Exception {
    try (RawConnection connection = echo.connect()) {
      RawConnection.Reply reply = connection.send(request).reply();
      if (reply.status() == 400) {
        assertTrue(connection.isClosedByServer(), "a connection that broke HTTP is closed");
      }
      return reply;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 3",
        "Content-Length: 3\r\nContent-Length: 4",
        "Content-Length: 3, 3",
        "Content-Length: -3",
        "Content-Length: +3",
        "Content-Length: 0x3",
        "Content-Length: 99999999999999999999",
        "Host: twice"
      })
  void shouldRefuseAmbiguousFraming(String header) throws Exception {
    String request = "POST /length HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\nabc";
    assertEquals(400, ask(request).status());
  }

  @Test
  void shouldRefuseChunksOfHttp10() throws Exception {
    assertEquals(
        400, ask("POST /length HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").status());
  }

  @Test
  void shouldRefuseRequestsWithoutHost() throws Exception {
    assertEquals(400, ask("GET /hello HTTP/1.1\r\n\r\n").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/rows/../hello",
        "/rows/..",
        "/./hello",
        "/rows/%2e%2e/hello",
        "/rows/%2E.",
        "/rows/%00",
        "/rows/a%00b",
        "/rows/%",
        "/rows/%zz",
        "/rows/%4",
        "/rows/a\\b",
        "hello"
      })
  void shouldRefuseCrookedPaths(String path) throws Exception {
    assertEquals(400, ask("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%00", "a=%f", "a=%C0%AF", "%ED%A0%80=1"})
  void shouldRefuseCrookedQueries(String query) throws Exception {
    try (RawConnection connection = echo.connect()) {
      connection.send("GET /hello?" + query + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertEquals(400, connection.reply().status());
    }
  }

  @Test
  void shouldRefuseHugeContentLengthAtOnce() throws Exception {
    try (RawConnection connection = echo.connect()) {
      connection.send(
          "POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000000\r\n\r\nabc");
      RawConnection.Reply reply = connection.reply();
      assertEquals(413, reply.status());
      assertEquals("close", reply.header("Connection"));
      assertTrue(connection.isClosedByServer());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"XX", "\n\n", ""})
  void shouldNeverServeWhatFollowsAChunkedBody(String end) throws Exception {
    try (RawConnection connection = echo.connect()) {
      connection.send(
          "POST /length HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde"
              + end
              + "0\r\n\r\nGET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
      try {
        assertFalse(connection.reply().body().contains("hello"));
      } catch (java.io.EOFException e) {
        return; // cut off without a word is well too
      }
      assertTrue(connection.isClosedByServer(), "one reply and no more");
    }
  }

  @Test
  void shouldRefuseEndlessChunks() throws Exception {
    String chunk = "1000\r\n" + "x".repeat(4096) + "\r\n";
    try (RawConnection connection = echo.connect()) {
      connection.send("POST /length HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < 20; i++) {
        connection.send(chunk);
      }
      assertEquals(413, connection.reply().status());
      assertTrue(connection.isClosedByServer());
    }
  }

  @Test
  void shouldAnswerSlowBodiesWithATimeout() throws Exception {
    try (RawConnection connection = echo.connect()) {
      connection.send("POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
      RawConnection.Reply reply = connection.reply();
      assertEquals(408, reply.status());
      assertTrue(connection.isClosedByServer());
    }
  }

  @Test
  void shouldCloseSlowHeaders() throws Exception {
    try (RawConnection connection = echo.connect()) {
      connection.send("GET /hello HTTP/1.1\r\nHost: x\r\nX-Slow: ");
      assertTrue(connection.isClosedByServer());
    }
  }

  @Test
  void shouldForgetTruncatedBodies() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (RawConnection connection = echo.connect()) {
        connection.send("POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\nabc");
      }
    }
  }

  @Test
  void shouldRefuseOversizedHeaders() throws Exception {
    try (RawConnection connection = echo.connect()) {
      connection.send(
          "GET /hello HTTP/1.1\r\nHost: x\r\nX-Big: " + "x".repeat(40_000) + "\r\n\r\n");
      assertTrue(isRefused(connection));
    }
  }

  @Test
  void shouldRefuseGarbage() throws Exception {
    for (String garbage :
        new String[] {"\u0016\u0003\u0001\u0002\r\n\r\n", "GET\r\n\r\n", "\r\n\r\n\r\n"}) {
      try (RawConnection connection = echo.connect()) {
        connection.send(garbage);
        assertTrue(isRefused(connection), garbage);
      }
    }
  }

  private static boolean isRefused(RawConnection connection) {
    try {
      return connection.reply().status() >= 400;
    } catch (java.io.IOException e) {
      return connection.isClosedByServer();
    }
  }

  @Test
  void shouldAnswerPipelinedRequestsInOrder() throws Exception {
    try (RawConnection connection = echo.connect()) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        requests.append("GET /rows/r" + i + " HTTP/1.1\r\nHost: x\r\n\r\n");
        requests.append("POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
      }
      connection.send(requests.toString());
      for (int i = 0; i < 50; i++) {
        assertEquals("\"r" + i + "\"", connection.reply().body());
        assertEquals("3", connection.reply().body());
      }
    }
  }

  @Test
  void shouldAnswerBeforeThePipelinedRestIsThere() throws Exception {
    try (RawConnection connection = echo.connect()) {
      connection.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\nGET /hello HTTP/1.1\r\nHo");
      assertEquals(200, connection.reply().status());
      connection.send("st: x\r\n\r\n");
      assertEquals(200, connection.reply().status());
    }
  }

  @Test
  void shouldRefuseTooManyRequestsInFlightAtOnce() throws Exception {
    try (EchoServer small = new EchoServer(HttpLimits.builder().maxRequestsPerIoThread(2).build());
        RawConnection first = small.connect();
        RawConnection second = small.connect();
        RawConnection third = small.connect()) {
      first.send("GET /never HTTP/1.1\r\nHost: x\r\n\r\n");
      second.send("GET /never HTTP/1.1\r\nHost: x\r\n\r\n");
      while (small.server.inFlight() < 2) {
        Thread.onSpinWait();
      }
      RawConnection.Reply reply = third.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").reply();
      assertEquals(503, reply.status());
      assertEquals("1", reply.header("Retry-After"));
      assertTrue(reply.body().contains("/queue_full\""), reply.body());
    }
  }
}
