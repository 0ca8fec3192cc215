package io.tactus.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import io.tactus.journal.Durability;
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTimingTest {

  private static final String ASK = "Tactus-Timing";

  @TempDir Path folder;

  private static Map<String, Double> stages(Reply reply) {
    Map<String, Double> stages = new LinkedHashMap<>();
    for (String part : reply.header("Server-Timing").split(", ", -1)) {
      assertTrue(part.matches("[a-z]+;dur=[0-9]+\\.[0-9]{3}"), part);
      String[] words = part.split(";dur=", -1);
      stages.put(words[0], Double.valueOf(words[1]));
    }
    return stages;
  }

  @Test
  void shouldTellWhereTheTimeOfAWriteWent() {
    FaultyDisk disk = new FaultyDisk(21);
    try (TestServer server =
        TestServer.start(disk, engine -> engine.durability(Durability.FSYNC), config -> config)) {
      server.withPlayers();
      disk.before(DiskOperation.FORCE, () -> LockSupport.parkNanos(50_000_000));
      Reply written = server.post("/rest/v1/players", "{\"name\":\"n\"}", ASK, "1");
      assertEquals(201, written.status());
      Map<String, Double> stages = stages(written);
      assertEquals(
          List.of("read", "queue", "journal", "apply", "reply", "total"),
          List.copyOf(stages.keySet()));
      assertTrue(stages.get("journal") >= 49, "the slow disk shows: " + stages);
      double total = stages.remove("total");
      double sum = stages.values().stream().mapToDouble(Double::doubleValue).sum();
      assertEquals(total, sum, 0.02, "they add up: " + stages);
    }
  }

  @Test
  void shouldTellTheTotalOfAReadAndNothingToWhoDoesNotAsk() {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      server.post("/rest/v1/players", "{\"name\":\"n\"}");
      assertEquals(
          List.of("total"),
          List.copyOf(stages(server.get("/rest/v1/players/1", ASK, "")).keySet()));
      assertEquals(
          List.of("total"),
          List.copyOf(stages(server.post("/rest/v1/players", "{\"x\":1}", ASK, "1")).keySet()),
          "refused before it was a command");
      assertNull(server.get("/rest/v1/players/1").header("Server-Timing"));
      assertNull(server.post("/rest/v1/players", "{\"name\":\"m\"}").header("Server-Timing"));
    }
  }
}
