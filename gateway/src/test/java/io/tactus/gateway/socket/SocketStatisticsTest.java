package io.tactus.gateway.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.storage.json.JsonNode;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over WebSocket is measured as requests are. */
class SocketStatisticsTest {

  @TempDir Path folder;

  @Test
  void shouldMeasureMessagesAndCountRefusals() {
    try (TestServer server = TestServer.start(folder).withPlayers();
        HttpClient http = HttpClient.newHttpClient();
        SocketClient socket = new SocketClient(http, server.gateway().address())) {
      for (int id = 1; id <= 3; id++) {
        socket.call(id, "db.schema", "{}");
        socket.next();
      }
      socket.call(4, "db.get", "{\"table\":\"nowhere\",\"key\":1}");
      socket.next();
      TestServer.await(
          () -> "4".equals(calls(server, "count")), "four messages are measured, not all");
      assertTrue(Double.parseDouble(calls(server, "maxMicros")) > 0);
      String metrics = server.get("/metrics").body();
      assertTrue(metrics.contains("tactus_websocket_call_duration_seconds_count 4\n"), metrics);
      assertTrue(metrics.contains("tactus_problems_total{problem=\"table_not_found\"} 1.0\n"));
      assertTrue(metrics.contains("tactus_feed_connections 1.0\n"));
      assertEquals("1", server.get("/stats").json().member("feeds").member("connections").text());
    }
  }

  private static String calls(TestServer server, String figure) {
    JsonNode calls = server.get("/stats").json().member("operations").member("ws.call");
    return calls == null ? "0" : calls.member(figure).text();
  }
}
