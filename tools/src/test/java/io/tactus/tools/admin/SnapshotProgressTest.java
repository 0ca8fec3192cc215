package io.tactus.tools.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.tactus.tools.client.ApiClient;
import io.tactus.tools.output.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotProgressTest {

  @Test
  void shouldSayHowFarASnapshotIs() {
    assertEquals(
        "snapshot: 1,234,567 bytes written; the one before has 2,000,000",
        line("{\"snapshots\":{\"runningBytes\":1234567,\"newestBytes\":2000000}}"));
    assertEquals(
        "snapshot: 0 bytes written",
        line("{\"snapshots\":{\"runningBytes\":0,\"newestBytes\":0}}"));
  }

  @Test
  void shouldSayNothingOfWhatItDoesNotKnow() {
    assertNull(line("{\"snapshots\":{\"runningBytes\":-1,\"newestBytes\":5}}"));
    assertNull(line("{\"snapshots\":{}}"));
    assertNull(line("{}"));
  }

  @Test
  void shouldNotWaitForAServerThatDoesNotAnswer() throws IOException {
    StringWriter said = new StringWriter();
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI server = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      ApiClient client = new ApiClient(server, Optional.empty());
      SnapshotProgress progress = new SnapshotProgress(client, new PrintWriter(said), 1);
      try (Socket asking = silent.accept()) {
        assertEquals('G', asking.getInputStream().read());
        assertTimeout(Duration.ofSeconds(5), progress::close);
      }
    }
    assertEquals("", said.toString());
  }

  private static String line(String json) {
    return SnapshotProgress.line(Json.parse(json));
  }
}
