package io.tactus.gateway.accesslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import io.tactus.storage.json.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {

  private static final String ID = "X-Request-Id";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("access.log");
  }

  private TestServer server(AccessFormat format) {
    return TestServer.start(
            folder.resolve("data"),
            engine -> engine,
            config ->
                config.accessLog(Optional.of(new AccessLogConfig(Optional.of(file()), format))))
        .withPlayers();
  }

  private List<String> lines() {
    try {
      return Files.exists(file()) ? Files.readAllLines(file()) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode line(String path) {
    TestServer.await(
        () -> lines().stream().anyMatch(line -> line.contains("\"" + path + "\"")), path);
    String found =
        lines().stream().filter(line -> line.contains("\"" + path + "\"")).findFirst().get();
    byte[] bytes = found.getBytes(StandardCharsets.UTF_8);
    return JsonNode.parse(bytes, 0, bytes.length);
  }

  @Test
  void shouldRepeatAClientsNameForItsRequest() {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      String longest = "a".repeat(128);
      for (String id : List.of("7", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", longest)) {
        assertEquals(id, server.get("/rest/v1/players", ID, id).header(ID));
        Reply refused = server.get("/nothing", ID, id);
        assertEquals(id, refused.header(ID));
        assertEquals(id, refused.json().member("requestId").text());
      }
      for (String id : List.of("a b", "<script>", "{}", longest + "a", "\"")) {
        assertNull(server.get("/rest/v1/players", ID, id).header(ID), id);
        String made = server.get("/nothing", ID, id).header(ID);
        assertTrue(made.matches("[0-9a-f]{16}"), made);
      }
    }
  }

  @Test
  void shouldNameRequestsThatFailAndMakeNoGarbageForOthers() {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      assertNull(server.get("/rest/v1/players").header(ID));
      Reply refused = server.get("/rest/v1/nowhere");
      String first = refused.header(ID);
      assertNotNull(first);
      assertEquals(first, refused.json().member("requestId").text());
      assertFalse(first.equals(server.get("/rest/v1/nowhere").header(ID)), "each has its own");
    }
  }

  @Test
  void shouldNoteWhoAskedWhatAndHowItEnded() {
    try (TestServer server = server(AccessFormat.JSON)) {
      String given = "mine-1";
      server.get(
          "/rest/v1/players?select=name&name=eq.SECRET",
          ID,
          given,
          "traceparent",
          "00-" + TRACE + "-00f067aa0ba902b7-01",
          "User-Agent",
          "game/1.0 \"quoted\"");
      JsonNode line = line("/rest/v1/players");
      assertEquals("GET", line.member("method").text());
      assertEquals("200", line.member("status").text());
      assertEquals("/rest/v1/{table}", line.member("route").text());
      assertEquals("2", line.member("bytes").text(), "an empty array");
      assertEquals(given, line.member("requestId").text());
      assertEquals(TRACE, line.member("traceId").text());
      assertEquals("127.0.0.1", line.member("remote").text());
      assertEquals("game/1.0 \"quoted\"", line.member("userAgent").text());
      assertTrue(Double.parseDouble(line.member("millis").text()) > 0);
      Reply unknown = server.get("/not/there", "Authorization", "Bearer SECRET");
      JsonNode refused = line("/not/there");
      assertEquals("404", refused.member("status").text());
      assertEquals(unknown.header(ID), refused.member("requestId").text());
      assertNull(refused.member("route"));
      assertFalse(String.join("\n", lines()).contains("SECRET"), "no query, no credentials");
      assertTrue(server.get("/metrics").body().contains("tactus_access_log_dropped_total 0.0\n"));
    }
  }

  @Test
  void shouldWriteTheCombinedFormatThatNothingCanBreak() {
    try (TestServer server = server(AccessFormat.COMBINED)) {
      server.get("/rest/v1/players", "User-Agent", "a\" 200 \\x");
      TestServer.await(() -> lines().size() == 2, "two requests");
      assertTrue(
          lines()
              .getLast()
              .matches(
                  "127\\.0\\.0\\.1 - anonymous \\[.*\\+0000\\] \"GET /rest/v1/players HTTP/1\\.1\""
                      + " 200 2 \"-\" \"a\\\\x22 200 \\\\x5cx\" [0-9]+\\.[0-9]{3} [0-9a-f]{16}"),
          lines().getLast());
    }
  }

  @Test
  void shouldGoOnInANewFileWhenTheOldOneWasMovedAway() throws Exception {
    try (TestServer server = server(AccessFormat.JSON)) {
      server.get("/first");
      line("/first");
      Files.move(file(), folder.resolve("access.log.1"));
      TestServer.await(
          () -> {
            server.get("/second");
            return lines().stream().anyMatch(line -> line.contains("/second"));
          },
          "a new file");
      assertTrue(Files.readString(folder.resolve("access.log.1")).contains("/first"));
    }
  }

  @Test
  void shouldDropAndCountWhatCannotBeWrittenAndGoOnServing() {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "a device that is always full");
    AccessLogConfig config = new AccessLogConfig(Optional.of(full), AccessFormat.JSON);
    try (TestServer server =
        TestServer.start(
            folder, engine -> engine, settings -> settings.accessLog(Optional.of(config)))) {
      for (int i = 0; i < 20; i++) {
        assertEquals(200, server.get("/health/live").status());
      }
      TestServer.await(
          () -> !server.get("/metrics").body().contains("tactus_access_log_dropped_total 0.0\n"),
          "dropped lines are counted");
    }
  }

  /** A producer never waits: what the queue has no room for is gone. */
  @Test
  void shouldDropWhatComesFasterThanItCanBeWritten() throws Exception {
    AccessEntry entry =
        new AccessEntry(0, "", "", "GET", "/x".repeat(200), "HTTP/1.1", "", 200, 0, 0, "", "", "");
    try (AccessLog log =
        AccessLog.open(new AccessLogConfig(Optional.of(file()), AccessFormat.COMBINED))) {
      int offered = 300_000;
      for (int i = 0; i < offered; i++) {
        log.offer(entry);
      }
      TestServer.await(() -> log.written() + log.dropped() == offered, "each is accounted for");
      assertTrue(log.dropped() > 0 && log.written() > 0, log.dropped() + " dropped");
    }
  }
}
