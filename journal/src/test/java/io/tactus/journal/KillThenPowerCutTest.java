package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.Disk;
import io.tactus.journal.record.RecordChecksum;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.simulation.SimulatedCrash;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process is killed, or stopped by an operation that failed, before it could force what it wrote;
 * the next one finds it there, answers writes behind it, and then the power goes. What either of
 * them answered is there.
 */
class KillThenPowerCutTest {
  private static final int COMMANDS = 120;

  private final NavigableMap<Long, Long> answered = new TreeMap<>();

  @ParameterizedTest
  @EnumSource(
      value = CrashMode.class,
      names = {"LOSE_UNFORCED", "TEAR_UNFORCED"})
  void shouldKeepWhatTheSecondProcessAnswered(CrashMode powerCut) {
    long operations = operationsOfAWholeRun();
    assertTrue(operations > 100, "the run is too short: " + operations);
    for (long operation = 1; operation <= operations; operation++) {
      answered.clear();
      FaultyDisk disk = new FaultyDisk(operation).crashAt(operation);
      try {
        work(disk, COMMANDS, 1);
        disk.crash();
      } catch (SimulatedCrash e) {
        assertTrue(disk.history().size() >= operation, "crashed too early");
      }
      FaultyDisk second = disk.afterCrash(CrashMode.KEEP_UNFORCED);
      work(second, 3, 2);
      second.crash();
      FaultyDisk third = second.afterCrash(powerCut);
      NavigableMap<Long, Long> found = TestLog.read(third, opened(third), new RecordChecksum());
      for (Map.Entry<Long, Long> one : answered.entrySet()) {
        assertEquals(one.getValue(), found.get(one.getKey()), "killed at operation " + operation);
      }
    }
  }

  /** After a failed force the bytes read well, count as clean, and are not on the disk. */
  @ParameterizedTest
  @EnumSource(
      value = CrashMode.class,
      names = {"LOSE_UNFORCED", "TEAR_UNFORCED"})
  void shouldKeepWhatIsAnsweredBehindAForceThatFailed(CrashMode powerCut) throws IOException {
    failEverywhere(BrokenDisk.Bug.NONE, powerCut);
  }

  @Test
  void shouldCatchAStartThatWritesNothingAgain() {
    BrokenVariant.assertCaught(
        "there is nothing, (where|but)|shown, and lost again",
        () -> failEverywhere(BrokenDisk.Bug.SAME_BYTES_NOT_WRITTEN, CrashMode.LOSE_UNFORCED));
  }

  private void failEverywhere(BrokenDisk.Bug bug, CrashMode powerCut) throws IOException {
    long operations = operationsOfAWholeRun();
    int failed = 0;
    for (long operation = 1; operation <= operations; operation++) {
      answered.clear();
      FaultyDisk disk = new FaultyDisk(operation).failAt(operation, "EIO");
      try {
        work(new BrokenDisk(disk, bug), COMMANDS, 1);
      } catch (JournalFailure e) {
        failed++;
      }
      disk.mended();
      FaultyDisk second = disk.afterCrash(CrashMode.KEEP_UNFORCED);
      JournalScan found = opened(second);
      long seen = found.lastSequence();
      work(new BrokenDisk(second, bug), 3, 2);
      second.crash();
      FaultyDisk third = second.afterCrash(powerCut);
      NavigableMap<Long, Long> last;
      try {
        last = TestLog.read(third, opened(third), new RecordChecksum());
      } catch (JournalDamage e) {
        throw new AssertionError("failed at operation " + operation + ": " + e.getMessage(), e);
      }
      for (Map.Entry<Long, Long> one : answered.entrySet()) {
        assertEquals(one.getValue(), last.get(one.getKey()), "failed at operation " + operation);
      }
      assertTrue(last.isEmpty() ? seen == 0 : last.lastKey() >= seen, "shown, and lost again");
    }
    assertTrue(failed > 100, "failures " + failed);
  }

  private long operationsOfAWholeRun() {
    FaultyDisk disk = new FaultyDisk(1);
    work(disk, COMMANDS, 1);
    return disk.operations();
  }

  /** Answers so many commands, over several segments. */
  private void work(Disk disk, int commands, long life) {
    DataFolder folder = DataFolder.open(disk);
    Journal journal = Journal.open(TestLog.config().build(), disk, JournalScan.scan(disk, 0));
    for (int i = 0; i < commands; i += 3) {
      TestLog.append(journal, 3, life);
      journal.commit(true);
      for (long sequence = journal.lastSequence() - 2;
          sequence <= journal.lastSequence();
          sequence++) {
        answered.put(sequence, life);
      }
    }
    if (life == 1) {
      journal.close();
      folder.close();
    }
  }

  private static JournalScan opened(FaultyDisk disk) {
    DataFolder.open(disk).close();
    return JournalScan.scan(disk, 0);
  }
}
