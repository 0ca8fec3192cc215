package io.tactus.gateway.openapi;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.http.RawConnection;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Operations whose replies do not end: a stream of events, and the change to another protocol. */
final class LiveStreams {

  private LiveStreams() {}

  static void run(LiveCalls live, TestServer server, String admin) throws Exception {
    events(live, server, admin);
    live.bad(400, "GET", "/changes", null);
    live.bad(404, "GET", "/changes?table=none", null);
    live.bad(410, "GET", "/changes?table=guilds&since=1:999999", null);
    live.bad(426, "GET", "/ws", null);
    socket(live, server, admin);
  }

  private static void events(LiveCalls live, TestServer server, String admin) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String target = "/changes?table=guilds&old=true&initial=true&name=neq.x";
      URI uri = URI.create("http://127.0.0.1:" + server.gateway().address().getPort() + target);
      HttpRequest request = HttpRequest.newBuilder(uri).header("apikey", admin).build();
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        String first = new String(body.readNBytes(4), StandardCharsets.UTF_8);
        live.check("GET", target, response.statusCode(), response.headers(), first);
      }
      client.shutdownNow();
    }
  }

  private static void socket(LiveCalls live, TestServer server, String admin) throws Exception {
    try (RawConnection raw = server.raw()) {
      raw.send(
          "GET /ws HTTP/1.1\r\nHost: localhost\r\napikey: "
              + admin
              + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
      RawConnection.Reply reply = raw.reply();
      HttpHeaders headers = HttpHeaders.of(Map.of(), (name, value) -> true);
      live.check("GET", "/ws", reply.status(), headers, reply.body());
    }
  }
}
