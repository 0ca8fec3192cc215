package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.simulation.SimulatedCrash;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process is killed before it could force a name; the next one finds the name, answers writes
 * under it, and then the power goes. What either of them answered is there.
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
      NavigableMap<Long, Long> found = TestLog.read(opened(second.afterCrash(powerCut)));
      for (Map.Entry<Long, Long> one : answered.entrySet()) {
        assertEquals(one.getValue(), found.get(one.getKey()), "killed at operation " + operation);
      }
    }
  }

  private long operationsOfAWholeRun() {
    FaultyDisk disk = new FaultyDisk(1);
    work(disk, COMMANDS, 1);
    return disk.operations();
  }

  /** Answers so many commands, over several segments. */
  private void work(FaultyDisk disk, int commands, long life) {
    DataFolder folder = DataFolder.open(disk);
    Journal journal = TestLog.open(disk);
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

  private static FaultyDisk opened(FaultyDisk disk) {
    DataFolder.open(disk).close();
    return disk;
  }
}
