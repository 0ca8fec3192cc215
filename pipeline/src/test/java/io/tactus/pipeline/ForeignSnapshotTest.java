package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.storage.row.RowDraft;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A snapshot and a journal of different histories are never taken for one. */
class ForeignSnapshotTest {
  private static Engine open(FaultyDisk disk) {
    return Engine.open(EngineTest.small().build(), disk, ProgressListener.SILENT);
  }

  private static void insert(Engine engine, String name) {
    EngineClient client = new EngineClient(engine);
    RowDraft draft = new RowDraft().reset(client.layout("players"));
    draft.setString(1, name);
    client.operations(new OperationsEncoder().begin().insert(draft, false)).expectApplied();
  }

  /** Runs a short history of its own and returns the file of its snapshot. */
  private static String run(FaultyDisk disk, String name) {
    try (Engine engine = open(disk)) {
      new EngineClient(engine).createTable(EngineTest.PLAYERS).expectApplied();
      insert(engine, name);
      engine.snapshot().join();
      return engine.snapshots().getFirst().file();
    }
  }

  @Test
  void shouldRefuseASnapshotOfAnotherLog() throws IOException {
    FaultyDisk one = new FaultyDisk(1);
    FaultyDisk other = new FaultyDisk(2);
    String file = run(one, "ada");
    assertEquals(file, run(other, "bob"));
    other.overwrite(file, one.contents(file));
    JournalDamage damage = assertThrows(JournalDamage.class, () -> open(other).close());
    assertTrue(damage.getMessage().contains("another log"), damage.getMessage());
  }

  /** A journal that is not mounted must not be taken for one that was never written. */
  @Test
  void shouldRefuseASnapshotWithoutAnyJournal() throws IOException {
    FaultyDisk disk = new FaultyDisk(1);
    run(disk, "ada");
    for (String name : disk.list(FolderLayout.JOURNAL)) {
      disk.delete(FolderLayout.JOURNAL + "/" + name);
    }
    JournalDamage damage = assertThrows(JournalDamage.class, () -> open(disk).close());
    assertTrue(damage.getMessage().contains("the journal is missing"), damage.getMessage());
    assertTrue(damage.getMessage().contains("tactus restore"), damage.getMessage());
  }
}
