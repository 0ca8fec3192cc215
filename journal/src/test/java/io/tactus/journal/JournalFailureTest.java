package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JournalFailureTest {

  @ParameterizedTest
  @EnumSource(
      value = DiskOperation.class,
      names = {"WRITE", "FORCE"})
  void shouldNeverTryAgainAfterAFailure(DiskOperation operation) {
    FaultyDisk disk = TestLog.disk(1);
    Journal journal = TestLog.open(disk);
    TestLog.append(journal, 2, 1);
    journal.commit(true);
    TestLog.append(journal, 2, 1);
    disk.failNext(operation, "Input/output error");
    JournalFailure failure = assertThrows(JournalFailure.class, () -> journal.commit(true));
    assertTrue(failure.getMessage().contains("Input/output error"), failure.getMessage());
    assertEquals(2, journal.forcedSequence());
    int operations = disk.history().size();
    assertSame(failure, assertThrows(JournalFailure.class, () -> journal.commit(true)));
    assertSame(failure, assertThrows(JournalFailure.class, journal::force));
    assertSame(failure, assertThrows(JournalFailure.class, () -> TestLog.append(journal, 1, 1)));
    journal.close();
    assertEquals(operations, disk.history().size(), "the disk was touched after the failure");
    assertEquals(0, disk.openFiles());
    FaultyDisk found = disk.afterCrash(CrashMode.LOSE_UNFORCED);
    assertEquals(2, TestLog.read(found).size());
  }

  /**
   * After a failed force the pages count as clean: the next start reads bytes the disk never got.
   * They must be written again before they are forced.
   */
  @Test
  void shouldWriteAgainWhatItFoundBeforeForcingIt() {
    FaultyDisk disk = TestLog.disk(1);
    Journal journal = TestLog.open(disk);
    TestLog.append(journal, 2, 1);
    disk.failNext(DiskOperation.FORCE, "Input/output error");
    assertThrows(JournalFailure.class, () -> journal.commit(true));
    journal.close();
    // The process starts again; the machine, and with it the page cache, went on.
    Journal next = TestLog.open(disk);
    assertEquals(2, next.lastSequence());
    FaultyDisk found = disk.afterCrash(CrashMode.LOSE_UNFORCED);
    assertEquals(2, TestLog.read(found).size());
  }

  @Test
  void shouldFinishShortWrites() {
    FaultyDisk disk = TestLog.disk(1).shortWrites(true);
    try (Journal journal = TestLog.open(disk)) {
      TestLog.append(journal, 100, 1);
      journal.commit(true);
    }
    assertEquals(100, TestLog.read(disk).size());
  }

  @Test
  void shouldForceOncePerCommit() {
    FaultyDisk disk = TestLog.disk(1);
    Journal journal = TestLog.open(disk);
    int before = Collections.frequency(disk.history(), DiskOperation.FORCE);
    int writes = Collections.frequency(disk.history(), DiskOperation.WRITE);
    TestLog.append(journal, 10, 1);
    journal.commit(true);
    journal.commit(true);
    assertEquals(before + 1, Collections.frequency(disk.history(), DiskOperation.FORCE));
    // The batch, and the mark behind it.
    assertEquals(writes + 2, Collections.frequency(disk.history(), DiskOperation.WRITE));
    journal.close();
  }

  @Test
  void shouldRefuseUseAfterClose() {
    FaultyDisk disk = TestLog.disk(1);
    Journal journal = TestLog.open(disk);
    journal.close();
    journal.close();
    assertThrows(IllegalStateException.class, () -> journal.commit(true));
  }

  /** A disk that cannot be read is not an empty or a damaged one: the start fails, or is exact. */
  @Test
  void shouldFailOrReadAllWhenReadsFail() {
    FaultyDisk disk = TestLog.disk(1);
    try (Journal journal = TestLog.open(disk)) {
      TestLog.append(journal, 100, 1);
      journal.commit(true);
    }
    int failed = 0;
    int read = 0;
    for (long seed = 0; seed < 300; seed++) {
      FaultyDisk copy = disk.copy();
      copy.failSometimes(DiskOperation.READ, 0.001 * seed, "Input/output error");
      try {
        assertEquals(100, TestLog.read(copy).size(), "seed " + seed);
        read++;
      } catch (JournalFailure e) {
        assertTrue(e.getMessage().contains("Input/output error"), e.getMessage());
        failed++;
      }
      assertEquals(0, copy.openFiles());
    }
    assertTrue(failed > 50 && read > 20, failed + " failed, " + read + " read");
  }

  @Test
  void shouldNotTakeADiskThatIsGoneForANewOne() {
    FaultyDisk disk = TestLog.disk(1);
    TestLog.open(disk).close();
    disk.gone("Stale file handle");
    assertThrows(JournalFailure.class, () -> JournalScan.scan(disk, 0));
    assertThrows(JournalFailure.class, () -> DataFolder.open(disk).close());
  }
}
