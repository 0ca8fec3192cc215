package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.journal.Durability;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.plugin.PluginStore;
import io.tactus.pipeline.recovery.Replay;
import io.tactus.pipeline.recovery.ReplayParts;
import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.page.Reader;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.FieldOperators;
import org.junit.jupiter.api.Test;

/** A replay gets by with the frames of its state, however much of it the journal replaces. */
class ReplayFramesTest {
  private static final int ROWS_PER_COMMAND = 64;
  private static final int COMMANDS = 200;

  private final FaultyDisk disk = new FaultyDisk(1);

  private static void insertSome(EngineClient client, RowLayout players) {
    RowDraft draft = new RowDraft();
    OperationsEncoder encoder = new OperationsEncoder().begin();
    for (int i = 0; i < ROWS_PER_COMMAND; i++) {
      draft.reset(players);
      draft.setString(1, "player");
      encoder.insert(draft, false);
    }
    client.operations(encoder).expectApplied();
  }

  private static void updateSome(EngineClient client, RowLayout players, long firstId) {
    RowDraft draft = new RowDraft().reset(players);
    draft.setLong(2, 1);
    OperationsEncoder encoder = new OperationsEncoder().begin();
    for (int i = 0; i < ROWS_PER_COMMAND; i++) {
      encoder.update(client.key(players, firstId + i), draft, new FieldOperators(), false);
    }
    client.operations(encoder).expectApplied();
  }

  @Test
  void shouldReplayInLittleMoreThanTheFramesOfTheState() {
    StateHashes before;
    long frames;
    EngineConfig config =
        EngineTest.small().durability(Durability.OS).maxLogicalPages(2048).build();
    try (Engine engine = Engine.open(config, disk, ProgressListener.SILENT)) {
      EngineClient client = new EngineClient(engine);
      client.createTable(EngineTest.PLAYERS).expectApplied();
      RowLayout players = client.layout("players");
      for (int i = 0; i < COMMANDS; i++) {
        insertSome(client, players);
      }
      frames = engine.store().statistics().logicalPages() * 3 / 2;
      engine.snapshot().join();
      for (int i = 0; i < COMMANDS; i++) {
        updateSome(client, players, 1 + (long) i * ROWS_PER_COMMAND);
      }
      try (Reader reader = engine.store().versions().register()) {
        before = Store.hashes(reader.pin());
      }
    }
    ReplayParts parts = ReplayParts.of(frames, new PluginStore(disk));
    try (Replay replay = Replay.open(disk, Long.MAX_VALUE, parts)) {
      replay.runTo(Long.MAX_VALUE, ProgressListener.SILENT);
      assertEquals(before, replay.store().hashes());
    }
  }
}
