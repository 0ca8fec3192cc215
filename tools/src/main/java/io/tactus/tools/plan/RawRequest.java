package io.tactus.tools.plan;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request as no proper client can be brought to send it: one that announces a byte more than it
 * sends, as of a client whose network dies, or one whose answer is not read for a while. Stateless.
 */
final class RawRequest {

  private static final int ANSWER_TIMEOUT_MS = 60_000;
  private static final int RECEIVE_BUFFER_BYTES = 64 << 10;

  /** How a request of a plan is sent. */
  enum Manner {
    /** By a proper client. */
    PROPER,
    /** It announces one byte more than it sends. */
    UNFINISHED,
    /** Its answer is not read before the other steps of the plan are done. */
    UNREAD
  }

  private RawRequest() {}

  /**
   * Sends it and waits until the server answers and closes the connection.
   *
   * @param manner how it differs from others
   * @param beforeReading is run when it is sent
   */
  static Observation send(URI server, String text, Manner manner, Runnable beforeReading)
      throws IOException {
    PlanHttp.Request request = PlanHttp.parse(text);
    byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(request.path()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(server.getAuthority()).append("\r\nConnection: close\r\n");
    request.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (body.length > 0 || manner == Manner.UNFINISHED) {
      int announced = manner == Manner.UNFINISHED ? body.length + 1 : body.length;
      head.append("Content-Length: ").append(announced).append("\r\n");
    }
    head.append("\r\n");
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES); // what is not read soon fills it
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
      socket.setSoTimeout(ANSWER_TIMEOUT_MS);
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
      beforeReading.run();
      return read(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Observation read(String answer) throws IOException {
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no answer, but: " + answer);
    }
    List<String> lines = answer.substring(0, end).lines().toList();
    int status = Integer.parseInt(lines.getFirst().split(" ", -1)[1]);
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), List.of(line.substring(colon + 1).strip()));
    }
    return Observation.ofResponse(status, headers, answer.substring(end + 4));
  }
}
