package io.tactus.gateway.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.storage.json.JsonNode;
import io.tactus.storage.page.Reader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsTest {
  private static final List<String> DRILL_PATHS =
      List.of("/health/live", "/health/ready", "/stats");

  @TempDir Path folder;

  @Test
  void shouldSayThatItLivesAndIsReady() {
    try (TestServer server = TestServer.start(folder)) {
      assertEquals("{\"status\":\"live\"}", server.get("/health/live").body());
      TestServer.Reply ready = server.get("/health/ready");
      assertEquals(200, ready.status());
      assertEquals("ready", ready.json().member("status").text());
      assertNotNull(ready.json().member("sequence"));
    }
  }

  @Test
  void shouldShowPercentilesByOperationAndStage() {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      for (int i = 0; i < 10; i++) {
        server.post("/rest/v1/players", "{\"name\":\"a\"}");
      }
      JsonNode stats = server.get("/stats").json();
      JsonNode insert = stats.member("operations").member("rows.insert");
      assertEquals("10", insert.member("count").text());
      assertEquals("9", insert.member("refused").text());
      for (String name : new String[] {"p50Micros", "p99Micros", "p9999Micros", "maxMicros"}) {
        assertNotNull(insert.member(name), name);
      }
      assertNotNull(stats.member("stages").member("journal").member("p99Micros"));
      assertEquals("0", stats.member("pendingCommands").text());
      assertEquals("9", stats.member("rejectedCommands").text());
    }
  }

  @Test
  void shouldTellOfADrillAndOnlyThen() {
    try (TestServer server = TestServer.start(folder)) {
      for (String path : DRILL_PATHS) {
        assertNull(server.get(path).json().member("drill"), path);
      }
    }
    try (TestServer server =
        TestServer.start(folder, engine -> engine, config -> config.drill("x=1 \"y\""))) {
      for (String path : DRILL_PATHS) {
        assertEquals("x=1 \"y\"", server.get(path).json().member("drill").text(), path);
      }
    }
  }

  /** A reader that never lets go costs frames, and can be seen from outside. */
  @Test
  void shouldShowWhatAForgottenReaderHolds() {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      try (Reader forgotten = server.engine().store().versions().register()) {
        long number = forgotten.pin().number();
        for (int i = 0; i < 20; i++) {
          server.post("/rest/v1/players", "{\"name\":\"n" + i + "\"}");
        }
        JsonNode memory = server.get("/stats").json().member("memory");
        assertEquals(Long.toString(number), memory.member("oldestPinnedVersion").text());
        assertTrue(Long.parseLong(memory.member("heldFrames").text()) > 0, memory.toString());
        long millis = Long.parseLong(memory.member("oldestPinnedMillis").text());
        assertTrue(millis > 0 && millis < 600_000, memory.toString());
        assertTrue(Long.parseLong(memory.member("pinnedReaders").text()) >= 1);
        forgotten.unpin();
      }
      server.post("/rest/v1/players", "{\"name\":\"last\"}");
      server.post("/rest/v1/players", "{\"name\":\"very last\"}");
      JsonNode memory = server.get("/stats").json().member("memory");
      assertEquals("0", memory.member("heldFrames").text());
      assertEquals("0", memory.member("oldestPinnedMillis").text());
      assertTrue(Long.parseLong(memory.member("pages").text()) > 0);
    }
  }

  @Test
  void shouldTakeAndListSnapshots() {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      TestServer.Reply taken = server.post("/admin/v1/snapshots?wait=true", null);
      assertEquals(200, taken.status(), taken.body());
      assertNotNull(taken.json().member("sequence"));
      JsonNode list = server.get("/admin/v1/snapshots").json();
      assertEquals(taken.json(), list.values().getFirst());
      assertEquals(202, server.post("/admin/v1/snapshots", null).status());
      assertEquals(400, server.post("/admin/v1/snapshots?wait=maybe", null).status());
    }
  }
}
