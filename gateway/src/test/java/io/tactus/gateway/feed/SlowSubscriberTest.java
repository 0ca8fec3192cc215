package io.tactus.gateway.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A subscriber that does not read is cut off and told so, and costs nobody else anything. */
class SlowSubscriberTest {

  private static final int BUFFER = 64 << 10;

  @TempDir Path folder;

  @Test
  void shouldCutOffWhoDoesNotRead() throws IOException {
    shouldCutOff(FeedLimits.builder().maxPendingBytes(BUFFER));
  }

  @Test
  void shouldCutOffTheSlowestWhenTooMuchWaitsForAllTogether() throws IOException {
    shouldCutOff(FeedLimits.builder().maxPendingBytesInAll(BUFFER));
  }

  private void shouldCutOff(FeedLimits.Builder limits) throws IOException {
    try (TestServer server =
            TestServer.start(
                folder,
                engine -> engine,
                config -> config.feeds(limits.maxCommitBytes(1 << 20).build()));
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Socket slow = new Socket()) {
      String notes =
          "{\"name\":\"notes\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\",\"generated\":true},"
              + "{\"name\":\"text\",\"type\":\"text\"}],\"primaryKey\":[\"id\"]}";
      assertEquals(201, server.post("/schema/v1/tables", notes).status());
      slow.setReceiveBufferSize(64 << 10);
      slow.connect(server.gateway().address());
      String request =
          "GET /changes?table=notes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      slow.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      TestServer.await(() -> stats(server).contains("\"subscribers\":1"), "the slow one is there");

      EventClient quick = EventClient.open(http, server.gateway().address(), "table=notes", "");
      quick.next("rows");
      String row = "{\"text\":\"" + "x".repeat(20_000) + "\"}";
      int written = 0;
      while (!stats(server).contains("\"cutOff\":1")) {
        assertEquals(201, server.post("/rest/v1/notes", row).status());
        quick.next("commit");
        assertTrue(++written < 2_000, "a slow subscriber is never cut off");
      }
      String told = rest(slow.getInputStream());
      assertTrue(told.contains("event: error"), "the reason is the last it is told");
      assertTrue(told.contains("problems/too_slow"), told.substring(told.length() - 500));
      assertTrue(told.contains("\"limit\":" + BUFFER), "which names the bound");
      assertEquals(201, server.post("/rest/v1/notes", row).status());
      quick.next("commit");
      TestServer.await(() -> stats(server).contains("\"subscribers\":1"), "only the quick one");
      quick.close();
    }
  }

  private static String stats(TestServer server) {
    return server.get("/stats").body();
  }

  private static String rest(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
