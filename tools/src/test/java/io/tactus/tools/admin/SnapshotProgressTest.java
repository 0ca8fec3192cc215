package io.tactus.tools.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tactus.tools.output.Json;
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

  private static String line(String json) {
    return SnapshotProgress.line(Json.parse(json));
  }
}
