package io.tactus.gateway.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A filter that cannot be compiled is refused before it is journaled: a journal holds none of which
 * a later version could think otherwise.
 */
class WriteFilterTest {

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    server.withPlayers();
    assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"a\"}").status());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private long journaled() {
    return server.engine().statistics().appliedSequence();
  }

  private void refused(String problem, Reply reply, long before) {
    assertEquals(400, reply.status(), reply.body());
    assertEquals(problem, reply.problem(), reply.body());
    assertNull(reply.header("Tactus-Sequence"));
    assertEquals(before, journaled());
  }

  @ParameterizedTest
  @CsvSource({
    "gold=gt.blue, invalid_value",
    "gold=like.5, wrong_operator",
    "gold=around.5, unknown_operator",
    "purse=gt.5, unknown_field",
    "name=match.(, invalid_query",
    "name=match.((a{99}){99}){99}, query_too_large",
  })
  void shouldNotReachTheJournal(String filter, String problem) {
    long before = journaled();
    String path = "/rest/v1/players?" + filter.replace("{", "%7B").replace("}", "%7D");
    refused(problem, server.call("PATCH", path, "{\"gold\":1}"), before);
    refused(problem, server.call("DELETE", path, null), before);
    String where = "\"table\":\"players\",\"key\":1,\"where\":\"" + filter + "\"";
    String update = "{\"op\":\"update\"," + where + ",\"set\":{\"gold\":1}}";
    String batch =
        "{\"operations\":[{\"op\":\"delete\",\"table\":\"players\",\"key\":1}," + update + "]}";
    Reply inBatch = server.post("/batch", batch);
    refused(problem, inBatch, before);
    assertEquals("1", inBatch.json().member("failedIndex").text());
    String call =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"db.delete\",\"params\":{" + where + "}}";
    assertNotNull(server.post("/rpc", call).json().member("error"));
    assertEquals(before, journaled());
  }

  private static String deletes(int count, boolean alike) {
    StringBuilder batch = new StringBuilder("{\"operations\":[");
    for (int i = 0; i < count; i++) {
      String expression = (alike || i % 2 == 0 ? "a" : "b") + "{400}";
      batch
          .append(i == 0 ? "" : ",")
          .append("{\"op\":\"delete\",\"table\":\"players\",\"key\":1,\"where\":\"name=not.match.")
          .append(expression)
          .append("\"}");
    }
    return batch.append("]}").toString();
  }

  @Test
  void shouldLimitTheRegularExpressionsOfABatchInSum() {
    long before = journaled();
    Reply reply = server.post("/batch", deletes(1_000, false));
    refused("query_too_large", reply, before);
    int failed = Integer.parseInt(reply.json().member("failedIndex").text());
    assertTrue(failed >= 160 && failed <= 163, "65,536 / 400 is 163.84; refused at " + failed);
    Reply alike = server.post("/batch", deletes(1_000, true));
    assertEquals(404, alike.status(), "compiled once; the second finds no row: " + alike.body());
    assertEquals("1", alike.json().member("failedIndex").text());
  }

  @Test
  void shouldStillDecideByTheRowsWithinTheCommand() {
    Reply changed = server.call("PATCH", "/rest/v1/players?name=match.%5Ea$", "{\"gold\":7}");
    assertEquals(204, changed.status(), changed.body());
    assertNotNull(changed.header("Tactus-Sequence"));
  }
}
