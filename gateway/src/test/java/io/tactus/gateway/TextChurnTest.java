package io.tactus.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer.Reply;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Text fills the memory up to its limit, is deleted, and fills it again: as often as one likes. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TextChurnTest {

  private static final int ROUNDS = Integer.getInteger("tactus.churn.rounds", 12);
  private static final int PAGES = 512;
  private static final int ROWS_AT_ONCE = 8;

  /** Each row of another length: what is freed must fit for others, too. */
  private static final int LEAST_BYTES = 3_000;

  @TempDir private Path folder;

  @Test
  void shouldFillAndEmptyAgainAndAgainWithoutGrowing() {
    try (TestServer server =
        TestServer.start(folder, engine -> engine.maxLogicalPages(PAGES), config -> config)) {
      assertEquals(
          201,
          server
              .post(
                  "/schema/v1/tables",
                  "{\"name\":\"notes\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\"},"
                      + "{\"name\":\"text\",\"type\":\"text\"}],\"primaryKey\":[\"id\"]}")
              .status());
      long firstRows = 0;
      long firstPages = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long rows = fill(server, round);
        assertEquals(rows, count(server), "what was refused left nothing");
        assertEquals(200, server.get("/rest/v1/notes/1").status(), "reads go on");
        empty(server, rows);
        assertEquals(0, count(server));
        long pages = server.engine().store().statistics().logicalPages();
        if (round == 0) {
          firstRows = rows;
          firstPages = pages;
        } else {
          assertTrue(rows * 10 >= firstRows * 9, rows + " rows fit, at first " + firstRows);
          assertTrue(pages <= firstPages + 8, pages + " pages when empty, at first " + firstPages);
        }
      }
      assertTrue(firstRows > 100, "a test that fills nothing shows nothing");
    }
  }

  /** Inserts until there is no room; returns how many rows are there then. */
  private static long fill(TestServer server, int round) {
    long rows = 0;
    while (true) {
      StringBuilder body = new StringBuilder("[");
      for (int i = 0; i < ROWS_AT_ONCE; i++) {
        long id = rows + i + 1;
        int length = LEAST_BYTES + (int) (id * 7919 + round * 104_729L) % 9_000;
        body.append(i == 0 ? "" : ",").append("{\"id\":").append(id).append(",\"text\":\"");
        body.append("x".repeat(length)).append("\"}");
      }
      Reply reply = server.post("/rest/v1/notes", body + "]");
      if (reply.status() == 507) {
        assertEquals("memory_limit", reply.problem());
        return rows;
      }
      assertEquals(201, reply.status(), reply.body());
      rows += ROWS_AT_ONCE;
    }
  }

  /** Deletes every other row by itself, and the rest at once. */
  private static void empty(TestServer server, long rows) {
    for (long id = 2; id <= rows; id += 2) {
      assertEquals(204, server.call("DELETE", "/rest/v1/notes/" + id, null).status());
    }
    Reply rest = server.call("DELETE", "/rest/v1/notes?id=gt.0", null);
    assertEquals(204, rest.status(), rest.body());
  }

  private static long count(TestServer server) {
    Reply reply = server.get("/rest/v1/notes?select=count()");
    return Long.parseLong(reply.json().values().getFirst().member("count").text());
  }
}
