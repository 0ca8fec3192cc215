package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.Durability;
import io.tactus.journal.file.NioDisk;
import io.tactus.pipeline.EngineClient.Reply;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.page.Reader;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory limit in force is the one the journal names last, whatever the store began with. */
class RecordedLimitsTest {
  private static final int ROWS_PER_COMMAND = 64;

  @TempDir Path folder;

  private Engine open(long maxLogicalPages) throws IOException {
    EngineConfig config =
        EngineTest.small()
            .durability(Durability.OS)
            .maxLogicalPages(maxLogicalPages)
            .maxFrames(8192)
            .build();
    return Engine.open(config, NioDisk.at(folder), ProgressListener.SILENT);
  }

  private static Reply insertSome(EngineClient client) {
    RowLayout layout = client.layout("players");
    RowDraft draft = new RowDraft();
    OperationsEncoder encoder = new OperationsEncoder().begin();
    for (int i = 0; i < ROWS_PER_COMMAND; i++) {
      draft.reset(layout);
      draft.setString(1, "player");
      encoder.insert(draft, false);
    }
    return client.operations(encoder);
  }

  /** Returns how many commands were applied before the limit refused one. */
  private static int fill(EngineClient client) {
    int applied = 0;
    Reply reply = insertSome(client);
    while (reply.outcome() == Outcome.APPLIED) {
      applied++;
      reply = insertSome(client);
    }
    assertEquals(RejectionCode.MEMORY_LIMIT, reply.rejection().code());
    return applied;
  }

  private static StateHashes hashes(Engine engine) {
    try (Reader reader = engine.store().versions().register()) {
      return Store.hashes(reader.pin());
    }
  }

  @Test
  void shouldApplyTheLimitOfTheLatestSettingsAndReplayIt() throws Exception {
    StateHashes before;
    try (Engine engine = open(256)) {
      EngineClient client = new EngineClient(engine);
      client.createTable(EngineTest.PLAYERS).expectApplied();
      assertTrue(fill(client) > 0);
    }
    try (Engine engine = open(512)) {
      EngineClient client = new EngineClient(engine);
      assertTrue(fill(client) > 10, "the larger limit is not in force");
      assertEquals(512, engine.store().statistics().maxLogicalPages());
      engine.snapshot().get();
      assertEquals(0, fill(client));
      before = hashes(engine);
    }
    try (Engine engine = open(300)) {
      assertEquals(before, hashes(engine));
      EngineClient client = new EngineClient(engine);
      fill(client);
      assertEquals(RejectionCode.MEMORY_LIMIT, insertSome(client).rejection().code());
      before = hashes(engine);
    }
    try (ReplaySession session = ReplaySession.open(NioDisk.at(folder))) {
      assertEquals(0, session.firstSequence());
      session.seekSequence(session.lastSequence());
      assertEquals(before, session.hashes());
    }
  }
}
