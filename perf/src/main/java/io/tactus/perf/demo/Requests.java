package io.tactus.perf.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the players' HTTP requests. Immutable. */
final class Requests {
  /** More than the longest request takes. */
  static final int MOST_BYTES = 1024;

  private final String host;

  /**
   * Requests to one server.
   *
   * @param host value of the Host header
   */
  Requests(String host) {
    this.host = host;
  }

  void enqueue(ByteBuffer out, Profile player) {
    post(
        out,
        "/rest/v1/rpc/matchmaker.enqueue",
        "{\"player\":"
            + player.id()
            + ",\"mode\":\""
            + player.mode().name()
            + "\",\"regions\":"
            + player.regions()
            + ",\"skill\":"
            + player.skill()
            + "}");
  }

  void look(ByteBuffer out, long ticket) {
    put(out, "GET /rest/v1/tickets/" + ticket + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
  }

  void cancel(ByteBuffer out, long ticket) {
    post(out, "/rest/v1/rpc/matchmaker.cancel", "{\"ticket\":" + ticket + "}");
  }

  private void post(ByteBuffer out, String path, String json) {
    put(
        out,
        "POST "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + json.length()
            + "\r\n\r\n"
            + json);
  }

  private static void put(ByteBuffer out, String text) {
    out.put(text.getBytes(StandardCharsets.US_ASCII));
  }
}
