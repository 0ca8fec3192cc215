package io.tactus.gateway.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.feed.FeedLimits;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bound on the events that wait for all subscribers together counts those of WebSockets. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SocketBacklogTest {

  private static final int BUFFER = 64 << 10;
  private static final String SUBSCRIBE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"db.subscribe\",\"params\":{\"table\":\"notes\"}}";

  @TempDir Path folder;

  @Test
  void shouldCutOffTheSocketForWhichMostWaits() throws Exception {
    FeedLimits limits =
        FeedLimits.builder().maxPendingBytesInAll(BUFFER).maxCommitBytes(1 << 20).build();
    try (TestServer server =
            TestServer.start(folder, engine -> engine, config -> config.feeds(limits));
        HttpClient http = HttpClient.newHttpClient()) {
      String notes =
          "{\"name\":\"notes\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\",\"generated\":true},"
              + "{\"name\":\"text\",\"type\":\"text\"}],\"primaryKey\":[\"id\"]}";
      assertEquals(201, server.post("/schema/v1/tables", notes).status());
      SocketClient quick = new SocketClient(http, server.gateway().address());
      quick.call(1, "db.subscribe", "{\"table\":\"notes\"}");
      quick.reply(1);
      quick.change("rows");
      try (FrameConnection slow = new FrameConnection(server.raw())) {
        slow.sendText(SUBSCRIBE.getBytes(StandardCharsets.UTF_8));
        TestServer.await(() -> stats(server).contains("\"subscribers\":2"), "both are there");
        String row = "{\"text\":\"" + "x".repeat(20_000) + "\"}";
        int written = 0;
        while (!stats(server).contains("\"cutOff\":1")) {
          assertEquals(201, server.post("/rest/v1/notes", row).status());
          quick.change("commit");
          assertTrue(++written < 2_000, "a slow one is never cut off");
        }
        int closeCode = 0;
        while (closeCode == 0) {
          closeCode = slow.next().closeCode();
        }
        assertEquals(1008, closeCode);
        TestServer.await(() -> stats(server).contains("\"subscribers\":1"), "only the quick one");
        assertEquals(201, server.post("/rest/v1/notes", row).status());
        quick.change("commit");
      } finally {
        quick.close();
      }
    }
  }

  private static String stats(TestServer server) {
    return server.get("/stats").body();
  }
}
