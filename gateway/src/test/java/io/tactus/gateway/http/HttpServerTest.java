package io.tactus.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a well-behaved client sees of the HTTP side. */
class HttpServerTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private EchoServer echo;

  @BeforeEach
  void start() {
    echo = EchoServer.start();
  }

  @AfterEach
  void stop() {
    client.close();
    echo.closeEmpty();
  }

  private HttpResponse<String> call(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + host() + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String host() {
    return "127.0.0.1:" + echo.server.address().getPort();
  }

  @Test
  void shouldSayThatItKeepsTheConnectionWhereThatIsNotAMatterOfCourse() throws Exception {
    try (RawConnection connection = echo.connect()) {
      RawConnection.Reply plain = connection.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").reply();
      assertNull(plain.header("Connection"));
      for (int i = 0; i < 2; i++) {
        RawConnection.Reply old =
            connection.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").reply();
        assertEquals("keep-alive", old.header("Connection"));
      }
      RawConnection.Reply last = connection.send("GET /hello HTTP/1.0\r\n\r\n").reply();
      assertEquals("close", last.header("Connection"));
    }
  }

  @Test
  void shouldAnswerAllWhoAskAtOnce() throws Exception {
    List<RawConnection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < 150; i++) { // more than fit into a round's first room
        connections.add(echo.connect());
      }
      for (int round = 0; round < 3; round++) {
        for (RawConnection connection : connections) {
          connection.send("GET /rows/a" + round + " HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        for (RawConnection connection : connections) {
          assertEquals("\"a" + round + "\"", connection.reply().body());
        }
      }
    } finally {
      for (RawConnection connection : connections) {
        connection.close();
      }
    }
  }

  @Test
  void shouldLookAfterOthersWhenOneDeadlineFails() throws Exception {
    String rest = " HTTP/1.1\r\nHost: x\r\n\r\n";
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    try (RawConnection connection = echo.connect()) {
      // Requests set the clock going that looks at deadlines.
      while (echo.failed.getCount() > 0 || echo.expired.getCount() > 0) {
        assertTrue(System.nanoTime() < deadlineNs, "nobody looks at deadlines any more");
        String how = echo.failed.getCount() > 0 ? "failing" : "good";
        assertEquals(200, connection.send("GET /late/" + how + rest).reply().status());
      }
    }
  }

  @Test
  void shouldAnswerAndKeepTheConnection() throws Exception {
    try (RawConnection connection = echo.connect()) {
      for (int i = 0; i < 3; i++) {
        RawConnection.Reply reply =
            connection.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").reply();
        assertEquals(200, reply.status());
        assertEquals("\"hello\"", reply.body());
        assertEquals("application/json; charset=utf-8", reply.header("Content-Type"));
      }
    }
  }

  @Test
  void shouldPreferLiteralsToParameters() throws Exception {
    assertEquals("\"special\"", call("GET", "/rows/special", null).body());
    assertEquals("\"other\"", call("GET", "/rows/other", null).body());
    assertEquals("\"a/b, c\"", call("GET", "/rows/a%2Fb%2C%20c", null).body());
  }

  @Test
  void shouldNameAllowedMethods() throws Exception {
    HttpResponse<String> reply = call("DELETE", "/rows/special", null);
    assertEquals(405, reply.statusCode());
    assertEquals("GET, HEAD, OPTIONS", reply.headers().firstValue("Allow").orElseThrow());
    reply = call("DELETE", "/rows/x", null);
    assertEquals("PUT, GET, HEAD, OPTIONS", reply.headers().firstValue("Allow").orElseThrow());
    reply = call("OPTIONS", "/length", null);
    assertEquals(204, reply.statusCode());
    assertEquals("POST, OPTIONS", reply.headers().firstValue("Allow").orElseThrow());
  }

  @Test
  void shouldAnswerHeadWithoutBody() throws Exception {
    HttpResponse<String> reply = call("HEAD", "/hello", null);
    assertEquals(200, reply.statusCode());
    assertEquals("7", reply.headers().firstValue("Content-Length").orElseThrow());
    assertEquals("", reply.body());
  }

  @Test
  void shouldRefuseUnknownPathsWithAProblem() throws Exception {
    HttpResponse<String> reply = call("GET", "/nothing", null);
    assertEquals(404, reply.statusCode());
    assertEquals(
        "application/problem+json", reply.headers().firstValue("Content-Type").orElseThrow());
    assertTrue(reply.body().contains("/route_not_found\""), reply.body());
    assertEquals(404, call("GET", "/hello/", null).statusCode());
    assertEquals(404, call("GET", "//hello", null).statusCode());
    assertEquals(404, call("GET", "/a/b/c/d/e/f/g/h/i/j/k", null).statusCode());
  }

  @Test
  void shouldReadBodiesOfEverySizeUpToTheLimit() throws Exception {
    for (int length : new int[] {0, 1, 2047, 2048, 2049, 20_000, 64 << 10}) {
      assertEquals(
          Integer.toString(length),
          call("POST", "/length", "x".repeat(length)).body(),
          "body of " + length);
    }
  }

  @Test
  void shouldReadChunkedBodies() throws Exception {
    try (RawConnection connection = echo.connect()) {
      connection.send(
          "POST /length HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n");
      connection.send("3\r\nfgh\r\n0\r\n\r\n");
      RawConnection.Reply reply = connection.reply();
      assertEquals("8", reply.body());
      assertEquals("close", reply.header("Connection"));
      assertTrue(connection.isClosedByServer(), "where chunks end is not certain enough");
    }
  }

  @Test
  void shouldContinueWhenAsked() throws Exception {
    try (RawConnection connection = echo.connect()) {
      connection.send(
          "POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
      assertEquals(100, connection.reply().status());
      assertEquals("4", connection.send("abcd").reply().body());
    }
  }

  @Test
  void shouldNotContinueWhenTheBodyIsTooLarge() throws Exception {
    try (RawConnection connection = echo.connect()) {
      connection.send("POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n");
      connection.send("Expect: 100-continue\r\n\r\n");
      assertEquals(413, connection.reply().status());
      assertTrue(connection.isClosedByServer());
    }
  }

  @Test
  void shouldRefuseOtherMediaTypes() throws Exception {
    assertEquals(415, call("POST", "/length", "x", "Content-Type", "text/csv").statusCode());
    assertEquals(
        415,
        call("POST", "/length", "x", "Content-Type", "application/json; charset=latin1")
            .statusCode());
    assertEquals(415, call("POST", "/length", "x", "Content-Encoding", "gzip").statusCode());
    assertEquals(
        200,
        call("POST", "/length", "x", "Content-Type", "application/json;charset=UTF-8")
            .statusCode());
    assertEquals(406, call("GET", "/hello", null, "Accept", "text/html").statusCode());
    assertEquals(200, call("GET", "/hello", null, "Accept", "text/html, */*;q=0.1").statusCode());
  }

  @Test
  void shouldHideDefects() throws Exception {
    HttpResponse<String> reply = call("GET", "/defect", null);
    assertEquals(500, reply.statusCode());
    assertFalse(reply.body().contains("secret"), reply.body());
    assertFalse(reply.body().contains("Exception"), reply.body());
    assertFalse(reply.body().contains("io.tactus."), reply.body());
  }

  @Test
  void shouldSendLargeRepliesToSlowReaders() throws Exception {
    try (RawConnection slow = echo.connect()) {
      slow.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
      assertEquals(200, call("GET", "/hello", null).statusCode());
      assertEquals(8 << 20, slow.reply().body().length());
    }
  }

  @Test
  void shouldBeginNothingWhileRepliesNobodyTakesFillTheMemory() throws Exception {
    EchoServer small =
        new EchoServer(HttpLimits.builder().maxBodyBytesPerIoThread(1 << 20).build());
    try (RawConnection slow = small.connect();
        RawConnection other = small.connect()) {
      slow.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
      while (small.server.inFlight() == 0) {
        Thread.onSpinWait();
      }
      RawConnection.Reply refused = other.send("GET /engine HTTP/1.1\r\nHost: x\r\n\r\n").reply();
      assertEquals(503, refused.status());
      assertEquals("1", refused.header("Retry-After"));
      assertTrue(refused.body().contains("/queue_full\""), refused.body());
      assertEquals(200, other.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").reply().status());
      assertEquals(8 << 20, slow.reply().body().length());
      RawConnection.Reply later = other.send("GET /engine HTTP/1.1\r\nHost: x\r\n\r\n").reply();
      assertTrue(later.body().contains("/recovering\""), later.body());
    }
    small.closeEmpty();
  }
}
