package io.tactus.gateway.fuzz;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.http.RawConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;

/** One server for all inputs of a target, and what holds of every reply it gives. */
final class FuzzServer {

  /** Statuses that say: understood, or refused for a reason. Anything else is a defect. */
  private static final Set<Integer> DESIGNED =
      Set.of(
          200, 201, 202, 204, 206, 300, 304, 400, 401, 403, 404, 405, 406, 408, 409, 410, 411, 412,
          413, 414, 415, 416, 417, 422, 426, 429, 431, 501, 505, 507);

  /**
   * What would show the inside, unless the request had it: the fuzzer learns these words from us.
   */
  private static final String[] INSIDE = {"io.tactus", "java.", "Exception", "-32603"};

  private static FuzzServer shared;

  private final TestServer server;
  private final Set<String> sent = new HashSet<>();
  private RawConnection connection;

  private FuzzServer() {
    try {
      server = TestServer.start(Files.createTempDirectory("tactus-fuzz")).withPlayers();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.post(
        "/rest/v1/players", "[{\"name\":\"Ann\",\"skill\":1700},{\"name\":\"Bo\",\"guild\":7}]");
  }

  static synchronized FuzzServer shared() {
    if (shared == null) {
      shared = new FuzzServer();
    }
    return shared;
  }

  /**
   * Sends one request on a connection that stays open, and checks the reply.
   *
   * @param input what of the request is the fuzzer's
   */
  RawConnection.Reply send(String method, String target, byte[] body, byte[] input) {
    String head =
        method
            + " "
            + target
            + " HTTP/1.1\r\nHost: fuzz\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    try {
      if (connection == null) {
        connection = connect();
      }
      connection.send(head + new String(body, StandardCharsets.ISO_8859_1));
      RawConnection.Reply reply = connection.reply();
      if ("close".equalsIgnoreCase(reply.header("Connection"))) {
        disconnect();
      }
      check(reply, input);
      return reply;
    } catch (IOException e) {
      disconnect();
      throw new UncheckedIOException("no reply to " + head, e);
    }
  }

  RawConnection connect() throws IOException {
    return server.raw();
  }

  /** A reply is designed, and shows nothing of how it came about. */
  void check(RawConnection.Reply reply, byte[] input) {
    if (!DESIGNED.contains(reply.status())) {
      throw new IllegalStateException("status " + reply.status() + ": " + reply.body());
    }
    String asked = new String(input, StandardCharsets.ISO_8859_1);
    for (String word : INSIDE) {
      if (asked.contains(word)) {
        sent.add(word);
      }
      if (reply.body().contains(word) && !sent.contains(word)) {
        throw new IllegalStateException("shows its inside: " + reply.body());
      }
    }
  }

  private void disconnect() {
    if (connection != null) {
      try {
        connection.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        connection = null;
      }
    }
  }
}
