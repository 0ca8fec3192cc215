package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.BrokenDisk;
import io.tactus.journal.BrokenVariant;
import io.tactus.journal.DataFolder;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskBelow;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.simulation.SimulatedCrash;
import io.tactus.pipeline.backup.RestoreRefused;
import io.tactus.pipeline.backup.RestoredFolder;
import io.tactus.pipeline.replay.ReplaySession;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A restore from the first look at the folder wanted to its name, with a fault at each file
 * operation: the folder is there and whole, or it is not there, and the next restore does it.
 */
class RestoredFolderCrashTest {
  private static final String WANTED = "new";

  private final RestoreSource source = RestoreSource.ofRows(30);

  /** How a restore goes about it, so that a wrong way can be tried, too. */
  private interface Way {
    void restore(Disk parent) throws IOException;
  }

  private void restore(Disk parent) throws IOException {
    try (RestoredFolder folder = RestoredFolder.prepare(parent, WANTED)) {
      source.restoreTo(folder.data());
      folder.publish();
    }
  }

  /** The name first: what a restore must not do. */
  private void restoreInPlace(Disk parent) throws IOException {
    parent.createDirectory(WANTED);
    parent.forceDirectory("");
    source.restoreTo(new DiskBelow(parent, WANTED));
  }

  private List<DiskOperation> faultFree(Way way) throws IOException {
    FaultyDisk parent = new FaultyDisk(2);
    way.restore(parent);
    List<DiskOperation> history = parent.history();
    assertTrue(isWhole(parent));
    return history;
  }

  /** Half of the time the folder wanted is there, and empty. */
  private static FaultyDisk parent(long seed) throws IOException {
    FaultyDisk parent = new FaultyDisk(seed);
    if (seed % 2 == 0) {
      parent.createDirectory(WANTED);
      parent.forceDirectory("");
    }
    return parent;
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeWholeOrNotThereWhereverItCrashes(CrashMode mode) throws IOException {
    crashEverywhere(mode, this::restore);
  }

  @Test
  void shouldCatchARestoreThatGivesTheNameTooSoon() {
    for (CrashMode mode : CrashMode.values()) {
      BrokenVariant.assertCaught(
          "the data folder is unfinished|it is there, but not whole",
          () -> crashEverywhere(mode, this::restoreInPlace));
    }
  }

  private void crashEverywhere(CrashMode mode, Way way) throws IOException {
    int operations = faultFree(way).size();
    assertTrue(operations > 30, "operations " + operations);
    int whole = 0;
    for (int operation = 1; operation <= operations; operation++) {
      FaultyDisk parent = parent(operation).crashAt(operation);
      int at = operation;
      assertThrows(SimulatedCrash.class, () -> way.restore(parent), () -> "operation " + at);
      FaultyDisk found = crashOnceMore(parent.afterCrash(mode), mode, operation);
      whole += check(found, "operation " + operation) ? 1 : 0;
    }
    // A loss of power takes it until it is forced, and that is the end.
    assertTrue(whole > 0 || mode != CrashMode.KEEP_UNFORCED, "it is never whole");
  }

  /** The next restore may crash too, while it removes what the first one left. */
  private FaultyDisk crashOnceMore(FaultyDisk found, CrashMode mode, int seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    if (isThere(found) || random.nextBoolean()) {
      return found;
    }
    found.crashAt(random.nextInt(1, 20));
    assertThrows(SimulatedCrash.class, () -> restore(found));
    return found.afterCrash(mode);
  }

  @Test
  void shouldBeWholeOrNotThereWhateverFails() throws IOException {
    int operations = faultFree(this::restore).size();
    int failed = 0;
    for (int operation = 1; operation <= operations; operation++) {
      FaultyDisk parent = parent(operation).failAt(operation, "EIO");
      try {
        restore(parent);
      } catch (JournalFailure | IOException e) {
        failed++;
        assertTrue(e.getMessage().contains("EIO"), e.getMessage());
      }
      assertEquals(0, parent.openFiles(), "files left open, operation " + operation);
      check(parent, "operation " + operation);
    }
    assertTrue(failed > operations - 10, "failed " + failed + " of " + operations);
  }

  @Test
  void shouldGiveBackItsRoomWhicheverWriteFindsTheDiskFull() throws IOException {
    int writes = Collections.frequency(faultFree(this::restore), DiskOperation.WRITE);
    assertTrue(writes > 10, "writes " + writes);
    SplittableRandom random = new SplittableRandom(5);
    int failed = 0;
    for (int write = 1; write <= writes; write++) {
      FaultyDisk parent = parent(write);
      int left = random.nextBoolean() ? 0 : random.nextInt(1, 1 << 14);
      AtomicInteger until = new AtomicInteger(write);
      parent.before(
          DiskOperation.WRITE,
          () -> {
            if (until.decrementAndGet() == 0) {
              parent.capacityBytes(parent.usedBytes() + left);
            }
          });
      try {
        restore(parent);
      } catch (JournalFailure e) {
        failed++;
        assertTrue(e.getMessage().contains("No space left"), e.getMessage());
        assertFalse(isThere(parent), "write " + write);
        assertFalse(parent.exists(WANTED + RestoredFolder.UNFINISHED), "left, write " + write);
      }
      assertEquals(0, parent.openFiles(), "files left open, write " + write);
      parent.capacityBytes(Long.MAX_VALUE);
      check(parent, left + " left at write " + write);
    }
    assertTrue(failed > writes / 2, "failed " + failed);
  }

  /** What was reported as restored is there after a loss of power. */
  @Test
  void shouldKeepItsNameOnceItIsDone() throws IOException {
    keepItsName(BrokenDisk.Bug.NONE);
  }

  @Test
  void shouldCatchANameThatIsNotForced() {
    BrokenVariant.assertCaught(
        "reported and lost", () -> keepItsName(BrokenDisk.Bug.ROOT_FOLDER_NOT_FORCED));
  }

  private void keepItsName(BrokenDisk.Bug bug) throws IOException {
    for (CrashMode mode : CrashMode.values()) {
      FaultyDisk parent = new FaultyDisk(2);
      restore(new BrokenDisk(parent, bug));
      FaultyDisk found = parent.afterCrash(mode);
      assertTrue(isThere(found), () -> "reported and lost: " + mode);
      check(found, "done");
    }
  }

  /** If the folder is there, it is whole and stays; else the next restore does it. */
  private boolean check(FaultyDisk parent, String fault) throws IOException {
    if (isThere(parent)) {
      assertWhole(parent, fault);
      assertThrows(RestoreRefused.class, () -> restore(parent), fault);
      return true;
    }
    restore(parent);
    assertWhole(parent, fault);
    assertFalse(parent.exists(WANTED + RestoredFolder.UNFINISHED), fault);
    return false;
  }

  private static boolean isThere(FaultyDisk parent) throws IOException {
    return !parent.list(WANTED).isEmpty();
  }

  private void assertWhole(FaultyDisk parent, String fault) {
    try {
      assertTrue(isWhole(parent), () -> "it is there, but not whole: " + fault);
    } catch (JournalDamage e) {
      throw new AssertionError(fault, e);
    }
  }

  private boolean isWhole(FaultyDisk parent) {
    Disk disk = new DiskBelow(parent, WANTED);
    DataFolder.open(disk).close();
    try (ReplaySession session = ReplaySession.open(disk)) {
      session.seekSequence(session.lastSequence());
      return session.sequence() == source.last()
          && session.hashes().tables().equals(source.expected());
    }
  }
}
