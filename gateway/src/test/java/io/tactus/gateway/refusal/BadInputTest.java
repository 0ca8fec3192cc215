package io.tactus.gateway.refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each is refused with an error that names the place, and leaves no trace. */
class BadInputTest {
  private static final int MOST_SHOWN = 400;

  @TempDir private static Path folder;
  private static TestServer server;

  /** Everything a refusal must not touch. */
  private record State(String schema, long schemaVersion, StateHashes hashes, long pages) {

    static State now() {
      try (Reader reader = server.engine().store().versions().register()) {
        Version version = reader.pin();
        return new State(
            server.get("/schema/v1").body(),
            version.catalog(Catalog.class).schemaVersion(),
            Store.hashes(version),
            server.engine().store().statistics().logicalPages());
      }
    }
  }

  @BeforeAll
  static void build() {
    server = TestServer.start(folder);
    for (String[] step : BadInputs.SETUP) {
      assertEquals(201, server.post(step[0], step[1]).status(), step[1]);
    }
  }

  @AfterAll
  static void close() {
    server.close();
  }

  static Stream<BadInput> inputs() {
    return BadInputs.all();
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void shouldRefuseAndLeaveNoTrace(BadInput input) {
    State before = State.now();
    TestServer.Reply reply = server.call(input.method(), input.path(), input.body());
    String shown = reply.body().substring(0, Math.min(MOST_SHOWN, reply.body().length()));
    assertEquals(input.status(), reply.status(), shown);
    assertTrue(reply.problem().matches("[a-z_]+"), shown);
    for (String word : input.says()) {
      assertTrue(reply.body().contains(word), () -> "'" + word + "' is not in " + shown);
    }
    assertEquals(before, State.now(), shown);
  }
}
