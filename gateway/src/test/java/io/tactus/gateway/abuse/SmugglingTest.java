package io.tactus.gateway.abuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.http.RawConnection;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A request within the body of another, in every way two readers of HTTP have been seen to disagree
 * about where that body ends: whatever this server makes of it, it never serves what was hidden.
 */
class SmugglingTest {

  private static final String HIDDEN =
      "DELETE /rest/v1/players/1 HTTP/1.1\r\nHost: x\r\nX-Rest: \r\n\r\n";

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(folder).withPlayers();
    assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"ada\"}").status());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<String> framings() {
    String one = "1\r\n[\r\n";
    return Stream.of(
        // two lengths
        "Content-Length: 3\r\nContent-Length: 3\r\n\r\n{} ",
        "Content-Length: 3\r\nContent-Length: 0\r\n\r\n{} ",
        "Content-Length: 3,0\r\n\r\n{} ",
        "Content-Length: 3\r\ncontent-length: 99\r\n\r\n{} ",
        "Content-Length : 3\r\n\r\n{} ",
        "Content-Length:\u000b3\r\n\r\n{} ",
        "Content-Length: 3\r\n 0\r\n\r\n{} ",
        "Content-Length: 00000000000000000000003\r\n\r\n{} ",
        "Content-Length: 3.0\r\n\r\n{} ",
        "Content-Length: 18446744073709551619\r\n\r\n{} ",
        "Content-Length: \r\n\r\n{} ",
        // both ways
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        // chunked, but in such words that somebody will not see it
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding:\tchunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: cow\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
        "X: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "X: y\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n",
        "Transfer_Encoding: chunked\r\n\r\n0\r\n\r\n",
        // chunks that end where nobody knows
        "Transfer-Encoding: chunked\r\n\r\n0x1\r\n[\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n[\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n" + one + "0 \r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n1;x=\"\r\n\"\r\n[\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n" + one + "0\n\n",
        "Transfer-Encoding: chunked\r\n\r\n1\n[\n0\n\n",
        "Transfer-Encoding: chunked\r\n\r\n" + one + "00000000000000000000\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n[\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n10000000000000001\r\n[\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n" + one + "0\r\nContent-Length: 9\r\n\r\n",
        // asked to wait, and not waiting
        "Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("framings")
  void shouldNeverServeWhatIsHidden(String framing) throws Exception {
    String request = "POST /rest/v1/players HTTP/1.1\r\nHost: x\r\n" + framing + HIDDEN;
    List<Integer> statuses = statuses(request);
    // Two, if no body was announced at all: then what looked like one is the next request.
    int most = framing.startsWith("Transfer_Encoding") ? 2 : 1;
    assertTrue(statuses.size() <= most, "one request, so one reply at most: " + statuses);
    assertTrue(statuses.stream().allMatch(status -> status >= 400), "refused: " + statuses);
    assertEquals(200, server.get("/rest/v1/players/1").status(), "nobody deleted it");
  }

  @ParameterizedTest
  @MethodSource("framings")
  void shouldNotDoSoForHttp10(String framing) throws Exception {
    String request = "POST /rest/v1/players HTTP/1.0\r\nHost: x\r\n" + framing + HIDDEN;
    assertTrue(statuses(request).size() <= 1);
    assertEquals(200, server.get("/rest/v1/players/1").status(), "nobody deleted it");
  }

  /** The same words where they are two requests indeed: the test above can fail. */
  @Test
  void shouldServeWhatIsNotHidden() throws Exception {
    assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"victim\"}").status());
    String first = "POST /rest/v1/players HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n{} ";
    assertEquals(List.of(422, 204), statuses(first + HIDDEN.replace("/1 ", "/2 ")));
    assertEquals(404, server.get("/rest/v1/players/2").status());
  }

  /** Sends all, then reads replies until the server closes or has no more to say. */
  private static List<Integer> statuses(String request) throws IOException {
    List<Integer> statuses = new ArrayList<>();
    try (RawConnection connection = server.raw()) {
      connection.send(request).endOfRequests();
      while (true) {
        int status = connection.reply().status();
        if (status != 100) {
          statuses.add(status);
        }
      }
    } catch (EOFException | SocketException e) {
      return statuses; // closed: that was all
    }
  }
}
