package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.BrokenVariant;
import io.tactus.journal.DataFolder;
import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.simulation.SimulatedCrash;
import io.tactus.pipeline.replay.ReplaySession;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A restore that crashes, or fails, at each of its file operations: the folder is refused, or it is
 * whole. And what it restores from has not changed.
 */
class RestoreCrashTest {
  private final RestoreSource source = RestoreSource.ofRows(40);

  private int operations() {
    FaultyDisk target = new FaultyDisk(2);
    assertEquals(source.expected(), source.restoreTo(target).tables());
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
      assertThrows(SimulatedCrash.class, () -> source.restoreTo(target), () -> "operation " + at);
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
        source.restoreTo(target);
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
      assertEquals(
          source.last(), session.sequence(), () -> "commands are missing, operation " + operation);
      assertEquals(source.expected(), session.hashes().tables(), "operation " + operation);
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
            assertThrows(SimulatedCrash.class, () -> source.restoreTo(target));
            FaultyDisk found = target.afterCrash(CrashMode.KEEP_UNFORCED);
            if (found.exists(FolderLayout.FORMAT)) {
              found.overwrite(FolderLayout.FORMAT, source.disk().contents(FolderLayout.FORMAT));
            }
            check(found, operation);
          }
        });
  }
}
