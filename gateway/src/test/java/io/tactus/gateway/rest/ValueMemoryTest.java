package io.tactus.gateway.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.json.JsonNode;
import io.tactus.storage.page.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of any length against the memory limit, and their space after they are gone. */
class ValueMemoryTest {

  private static final String NOTES =
      """
      {"name":"notes","fields":[
        {"name":"id","type":"u32"},
        {"name":"words","type":"text","nullable":true},
        {"name":"data","type":"bytes","nullable":true},
        {"name":"doc","type":"json","nullable":true}],
       "primaryKey":["id"]}\
      """;

  private static final int LONG = 20_000;
  private static final int ROWS_AT_ONCE = 5;
  private static final int MAX_PAGES = 512;

  @TempDir Path folder;
  private TestServer server;

  private TestServer start(int maxPages) {
    server = TestServer.start(folder, engine -> engine.maxLogicalPages(maxPages), config -> config);
    assertEquals(201, server.post("/schema/v1/tables", NOTES).status());
    return server;
  }

  private static String note(int id, int length) {
    return "{\"id\":" + id + ",\"words\":\"" + "w".repeat(length) + "\"}";
  }

  private Reply insert(int from) {
    return server.post(
        "/rest/v1/notes",
        IntStream.range(from, from + ROWS_AT_ONCE)
            .mapToObj(id -> note(id, LONG))
            .collect(Collectors.joining(",", "[", "]")));
  }

  private StateHashes hashes() {
    try (Reader reader = server.engine().store().versions().register()) {
      return Store.hashes(reader.pin());
    }
  }

  private long memory(String figure) {
    JsonNode memory = server.get("/stats").json().member("memory");
    return Long.parseLong(memory.member(figure).text());
  }

  private void assertRefused(Reply reply) {
    assertEquals(507, reply.status(), reply.body());
    assertEquals("memory_limit", reply.problem());
    assertTrue(reply.header("Tactus-Sequence") != null, "decided in history, not by chance");
  }

  /** Inserts until there is no room; returns how many rows there are then. */
  private int fill(int from) {
    int rows = from;
    Reply reply = insert(rows);
    while (reply.status() == 201) {
      rows += ROWS_AT_ONCE;
      assertTrue(rows < 10_000, "there is no limit");
      reply = insert(rows);
    }
    assertRefused(reply);
    return rows;
  }

  @Test
  void shouldRefuseWhatDoesNotFitGoOnReadingAndWriteAgainAfterDeletes() {
    try (TestServer running = start(MAX_PAGES)) {
      int rows = fill(0);
      StateHashes full = hashes();
      long pages = memory("pages");
      assertTrue(pages <= MAX_PAGES, () -> "pages " + pages);

      assertRefused(insert(rows));
      assertRefused(
          running.call(
              "PATCH", "/rest/v1/notes?id=gte.0", "{\"words\":\"" + "x".repeat(LONG * 3) + "\"}"));
      assertRefused(
          running.post(
              "/batch",
              "{\"operations\":["
                  + IntStream.range(0, 8)
                      .mapToObj(
                          i ->
                              "{\"op\":\"insert\",\"table\":\"notes\",\"row\":"
                                  + note(rows + i, LONG)
                                  + "}")
                      .collect(Collectors.joining(","))
                  + "]}"));
      assertEquals(full, hashes(), "each refusal is undone as a whole");
      assertEquals(pages, memory("pages"));

      Reply count = running.get("/rest/v1/notes?select=id&limit=1", "Prefer", "count=exact");
      assertTrue(count.header("Content-Range").endsWith("/" + rows), "reads go on");
      assertEquals(
          note(0, LONG).length(), running.get("/rest/v1/notes/0?select=id,words").body().length());

      int deleted = rows / 2;
      assertEquals(
          204, running.call("DELETE", "/rest/v1/notes?id=lt." + deleted, null).status(), "deletes");
      int refilled = fill(rows) - rows;
      assertTrue(refilled + ROWS_AT_ONCE >= deleted, () -> deleted + " deleted, then " + refilled);
      assertEquals(
          200,
          running.get("/rest/v1/notes/" + (rows + refilled - 1)).status(),
          "the last is there");
    }
    try (TestServer again =
        TestServer.start(folder, engine -> engine.maxLogicalPages(MAX_PAGES), config -> config)) {
      server = again;
      assertTrue(memory("pages") <= MAX_PAGES, "a replay refuses alike");
    }
  }

  /**
   * Values grow, shrink, become null, go and come. Each round does it to all rows with other
   * lengths and leaves them with the same; so memory may grow in the first quarter of them only.
   */
  @Test
  void shouldNotGrowByChurn() {
    int rounds = Integer.getInteger("tactus.churn.rounds", 40);
    long seed = Long.getLong("tactus.seed", 20_11);
    Random random = new Random(seed);
    try (TestServer running = start(1 << 13)) {
      long settled = 0;
      long frames = 0;
      long last = 0;
      for (int round = 0; round < rounds; round++) {
        for (int step = 0; step < 3; step++) {
          write(running, random, 6_000);
        }
        assertEquals(
            204, running.call("PATCH", "/rest/v1/notes?id=lt.20", "{\"data\":null}").status());
        assertEquals(204, running.call("DELETE", "/rest/v1/notes?id=gte.40", null).status());
        write(running, random, 1);
        long pages = memory("pages");
        last = pages;
        if (round < rounds / 4) {
          settled = Math.max(settled, pages);
          frames = Math.max(frames, memory("usedFrames"));
        } else {
          long most = settled;
          String at = "seed " + seed + ", round " + round + ": " + pages + " pages";
          assertTrue(pages <= most + most / 4, () -> at + ", " + most + " at first");
          long used = memory("usedFrames");
          long usedAtFirst = frames;
          assertTrue(used <= 2 * usedAtFirst, () -> at + ", frames " + used + ", " + usedAtFirst);
        }
      }
      System.out.println(
          "churn: " + rounds + " rounds, at most " + settled + " pages first, " + last + " last");
    }
  }

  private static void write(TestServer running, Random random, int most) {
    String rows =
        IntStream.range(0, 60)
            .mapToObj(id -> row(id, random, most))
            .collect(Collectors.joining(",", "[", "]"));
    Reply reply = running.post("/rest/v1/notes", rows, "Prefer", "resolution=merge-duplicates");
    assertTrue(reply.status() < 300, reply.body());
  }

  /** Most values are short, some long; with {@code most} 1 all are as short as can be. */
  private static String row(int id, Random random, int most) {
    int length = random.nextInt(random.nextBoolean() ? most : 1 + most / 20);
    byte[] bytes = "d".repeat(length).getBytes(StandardCharsets.US_ASCII);
    return "{\"id\":%d,\"words\":\"%s\",\"data\":\"%s\",\"doc\":{\"a\":\"%s\"}}"
        .formatted(
            id,
            "w".repeat(length),
            Base64.getEncoder().encodeToString(bytes),
            "j".repeat(length / 2));
  }
}
