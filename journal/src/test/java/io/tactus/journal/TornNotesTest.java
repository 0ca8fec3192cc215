package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.record.RecordType;
import io.tactus.journal.record.VoidRecord;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.simulation.SimulatedCrash;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A batch that voids several commands, more than a sector takes, and is torn: a start cuts it off,
 * so what it says of commands must not count for that start either.
 */
class TornNotesTest {
  private static final int COMMANDS = 30;
  private static final int SEEDS = 60;

  private static JournalConfig config(boolean newEpoch) {
    return JournalConfig.builder()
        .segmentBytes(1 << 16)
        .logId(7)
        .newEpoch(newEpoch)
        .spareSegments(0)
        .build();
  }

  private static void append(Journal journal, int type, long sequence, DirectBuffer body) {
    journal.append(type, sequence, 100, 0, 0, 0, 0, body, 0, body.capacity());
  }

  private static FaultyDisk tornWhileVoiding(long seed, CrashMode mode) {
    FaultyDisk disk = new FaultyDisk(seed);
    DataFolder.open(disk).close();
    try (Journal journal = Journal.open(config(false), disk, JournalScan.scan(disk, 1))) {
      for (int i = 1; i <= COMMANDS; i++) {
        append(journal, RecordType.SCHEMA, i, new UnsafeBuffer(new byte[8]));
      }
      journal.commit(true);
    }
    Journal journal = Journal.open(config(true), disk, JournalScan.scan(disk, 1));
    for (int i = 1; i <= COMMANDS; i++) {
      append(journal, RecordType.VOID, i, VoidRecord.body("voided by an operator"));
    }
    disk.crashAt(2); // the write, then the force
    assertThrows(
        SimulatedCrash.class,
        () -> {
          journal.commit(true);
          journal.force();
        });
    return disk.afterCrash(mode);
  }

  private static List<Integer> voided(JournalScan scan) {
    List<Integer> voided = new ArrayList<>();
    for (int i = 1; i <= COMMANDS; i++) {
      if (scan.isVoided(i)) {
        voided.add(i);
      }
    }
    return voided;
  }

  @ParameterizedTest
  @EnumSource
  void shouldSkipTheSameInEveryStart(CrashMode mode) {
    int torn = 0;
    int none = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      FaultyDisk disk = tornWhileVoiding(seed, mode);
      JournalScan first = JournalScan.scan(disk, 1);
      torn += first.tornTail().isPresent() ? 1 : 0;
      List<Integer> skipped = voided(first);
      none += skipped.isEmpty() ? 1 : 0;
      assertTrue(skipped.isEmpty() || skipped.size() == COMMANDS, "seed " + seed + " " + skipped);
      Journal.open(config(false), disk, first).close();
      assertEquals(skipped, voided(JournalScan.scan(disk, 1)), "seed " + seed);
    }
    assertTrue(mode == CrashMode.KEEP_UNFORCED ? none == 0 : none > 0, none + " of " + SEEDS);
    assertTrue(mode != CrashMode.TEAR_UNFORCED || torn > SEEDS / 4, torn + " torn");
  }
}
