package io.tactus.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import io.tactus.journal.JournalReader;
import io.tactus.journal.inspect.Inspection;
import io.tactus.journal.record.RequestId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads the journal finds the request behind a command, under the name it was told. */
class JournaledRequestTest {

  private static final String ID = "X-Request-Id";
  private static final String PLAYERS = "/rest/v1/players";

  @TempDir private Path folder;

  @Test
  void shouldNoteTheRequestOfEachCommand() throws IOException {
    Map<Long, Long> expected = new HashMap<>();
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      for (String given : new String[] {"f81d4fae", "0123456789abcdef", "a/b:7"}) {
        Reply reply = server.post(PLAYERS, "{\"name\":\"" + given + "\"}", ID, given);
        assertEquals(given, reply.header(ID));
        expected.put(sequence(reply), RequestId.of(given));
      }
      Reply refused = server.post(PLAYERS, "{\"name\":\"f81d4fae\"}");
      assertEquals(409, refused.status());
      expected.put(sequence(refused), RequestId.of(refused.header(ID)));
      String call =
          "[{\"jsonrpc\":\"2.0\",\"method\":\"db.insert\",\"id\":1,"
              + "\"params\":{\"table\":\"players\",\"row\":{\"name\":\"rpc\"}}}]";
      Reply called = server.post("/rpc", call, ID, "rpc-1", "Idempotency-Key", "k");
      expected.put(sequence(called), RequestId.of("rpc-1"));
      Reply unnamed = server.post(PLAYERS, "{\"name\":\"x\"}");
      expected.put(sequence(unnamed), null);
    }
    Map<Long, Long> found = new HashMap<>();
    Inspection inspection = Inspection.of(TestServer.disk(folder), 0);
    try (JournalReader reader = inspection.scan().reader(0)) {
      while (reader.next()) {
        found.putIfAbsent(reader.header().sequence(), reader.header().requestId());
      }
    }
    expected.forEach(
        (sequence, id) -> {
          if (id == null) {
            assertNotEquals(RequestId.NONE, found.get(sequence), "one it was not told");
          } else {
            assertEquals(id, found.get(sequence), () -> "of " + sequence);
          }
        });
  }

  private static long sequence(Reply reply) {
    return Long.parseLong(reply.header("Tactus-Sequence"));
  }
}
