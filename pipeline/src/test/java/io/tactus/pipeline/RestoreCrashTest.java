package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.BrokenVariant;
import io.tactus.journal.DataFolder;
import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.Disk;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.simulation.SimulatedCrash;
import io.tactus.pipeline.backup.Restoration;
import io.tactus.pipeline.backup.RestorePoint;
import io.tactus.pipeline.backup.RestoreReport;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.storage.table.TableHash;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A restore that crashes, or fails, at each of its file operations: the folder is refused, or it is
 * whole. And what it restores from has not changed.
 */
class RestoreCrashTest {
  private final FaultyDisk source = new FaultyDisk(1);
  private List<TableHash> expected;
  private long last;

  @BeforeEach
  void fill() {
    EngineConfig config = EngineTest.small().segmentBytes(1 << 14).hashEveryCommands(5).build();
    try (Engine engine = Engine.open(config, source, ProgressListener.SILENT)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      for (int i = 0; i < 40; i++) {
        Ledger.insert(client, i).expectApplied();
        if (i == 10) {
          engine.snapshot().join();
        }
      }
    }
    try (ReplaySession session = ReplaySession.open(source)) {
      last = session.lastSequence() - 3;
      session.seekSequence(last);
      expected = session.hashes().tables();
    }
  }

  private RestoreReport restore(Disk target) {
    return Restoration.run(source, target, RestorePoint.sequence(last), ProgressListener.SILENT);
  }

  private int operations() {
    FaultyDisk target = new FaultyDisk(2);
    assertEquals(expected, restore(target).tables());
    return target.history().size();
  }

  @ParameterizedTest
  @EnumSource
  void shouldLeaveNothingThatOpensUnlessItIsWhole(CrashMode mode) throws IOException {
    int operations = operations();
    assertTrue(operations > 20, "operations " + operations);
    int whole = 0;
    for (int operation = 1; operation <= operations; operation++) {
      FaultyDisk target = new FaultyDisk(operation).crashAt(operation);
      int at = operation;
      assertThrows(SimulatedCrash.class, () -> restore(target), () -> "operation " + at);
      whole += check(target.afterCrash(mode), operation) ? 1 : 0;
    }
    assertTrue(whole <= 4, "whole " + whole);
  }

  @Test
  void shouldFailCleanlyWhenAFileOperationFails() throws IOException {
    int operations = operations();
    for (int operation = 1; operation <= operations; operation++) {
      FaultyDisk target = new FaultyDisk(operation).failAt(operation, "EIO");
      try {
        restore(target);
      } catch (JournalFailure e) {
        assertEquals(0, target.openFiles(), "files left open after " + e);
      }
      check(target, operation);
    }
  }

  /** Whether the folder opens; if it does, it holds everything. */
  private boolean check(FaultyDisk target, int operation) throws IOException {
    if (!target.exists(FolderLayout.FORMAT)) {
      // Not a data folder yet, and nothing in it that a server could take for data.
      assertTrue(target.list(FolderLayout.JOURNAL).isEmpty(), "operation " + operation);
      return false;
    }
    try {
      DataFolder.open(target).close();
    } catch (JournalDamage e) {
      assertTrue(e.reason().contains("unfinished"), e.reason());
      return false;
    }
    try (ReplaySession session = ReplaySession.open(target)) {
      session.seekSequence(session.lastSequence());
      assertEquals(last, session.sequence(), () -> "commands are missing, operation " + operation);
      assertEquals(expected, session.hashes().tables(), "operation " + operation);
    }
    return true;
  }

  /**
   * The suite must notice a folder that opens too soon: one without the mark that it is unfinished.
   */
  @Test
  void shouldNoticeAFolderThatOpensTooSoon() {
    BrokenVariant.assertCaught(
        "commands are missing",
        () -> {
          for (int operation = 1; operation <= operations(); operation++) {
            FaultyDisk target = new FaultyDisk(operation).crashAt(operation);
            assertThrows(SimulatedCrash.class, () -> restore(target));
            FaultyDisk found = target.afterCrash(CrashMode.KEEP_UNFORCED);
            if (found.exists(FolderLayout.FORMAT)) {
              found.overwrite(FolderLayout.FORMAT, source.contents(FolderLayout.FORMAT));
            }
            check(found, operation);
          }
        });
  }
}
