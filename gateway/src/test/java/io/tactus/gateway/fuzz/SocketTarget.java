package io.tactus.gateway.fuzz;

import io.tactus.gateway.http.RawConnection;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Bytes on a socket: whatever they are, the next client is served. */
public final class SocketTarget {

  static final String[] SEEDS = {
    "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n",
    "POST /rpc HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]",
    "POST /batch HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    "GET /rest/v1/players?%00 HTTP/1.0\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n"
  };

  private static final String NEXT =
      "GET /rest/v1/players/1 HTTP/1.1\r\nHost: next\r\nConnection: close\r\n\r\n";

  private SocketTarget() {}

  /** Starts the server before the first input, so that its start counts for none. */
  public static void fuzzerInitialize() {
    FuzzServer.shared();
  }

  /** One conversation, and the next client's. */
  public static void fuzzerTestOneInput(byte[] input) {
    FuzzServer server = FuzzServer.shared();
    try {
      try (RawConnection connection = server.connect()) {
        connection.send(new String(input, StandardCharsets.ISO_8859_1)).endOfRequests();
        while (true) {
          RawConnection.Reply reply = connection.reply();
          if (reply.status() >= 200) {
            server.check(reply, input);
          }
        }
      } catch (EOFException | SocketException e) {
        // Every conversation ends so: the server has closed, politely or not.
      }
      try (RawConnection next = server.connect()) {
        if (next.send(NEXT).reply().status() >= 500) {
          throw new IllegalStateException("the next client was not served");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
