package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.FaultyDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each durability can lose, and what it never loses; docs/DURABILITY.md says the same. */
class DurabilityTest {
  private static final int BEFORE = 20;
  private static final int AFTER = 10;

  /** Answered commands, a force as before a snapshot, more answered commands; then the crash. */
  private static FaultyDisk crashed(Durability durability, CrashMode mode, long seed) {
    FaultyDisk disk = TestLog.disk(seed);
    Journal journal =
        TestLog.open(disk, TestLog.config().segmentBytes(1 << 16).durability(durability));
    for (int i = 0; i < BEFORE; i++) {
      TestLog.append(journal, 1, 1);
      journal.commit(true);
    }
    journal.force();
    for (int i = 0; i < AFTER; i++) {
      TestLog.append(journal, 1, 1);
      journal.commit(true);
    }
    return disk.afterCrash(mode);
  }

  @ParameterizedTest
  @CsvSource({
    "FSYNC, KEEP_UNFORCED, 30", "FSYNC, TEAR_UNFORCED, 30", "FSYNC, LOSE_UNFORCED, 30",
    "OS, KEEP_UNFORCED, 30", "OS, LOSE_UNFORCED, 20", "NONE, LOSE_UNFORCED, 20"
  })
  void shouldKeepExactly(Durability durability, CrashMode mode, long kept) {
    for (long seed = 0; seed < 20; seed++) {
      FaultyDisk found = crashed(durability, mode, seed);
      assertEquals(kept, TestLog.read(found).size(), "seed " + seed);
      // Whoever answers before the force admits after a crash that something may be missing.
      assertEquals(durability != Durability.FSYNC, JournalScan.scan(found, 0).endsEpoch());
    }
  }

  /** A killed process loses, under none, what was still in its buffer, and that is bounded. */
  @Test
  void shouldLoseNoMoreThanTheBufferUnderNone() {
    FaultyDisk disk = TestLog.disk(1);
    JournalConfig.Builder config =
        TestLog.config().segmentBytes(1 << 16).durability(Durability.NONE).bufferedBytes(1024);
    Journal journal = TestLog.open(disk, config);
    long largest = RecordHeader.alignedLength(120);
    for (int i = 1; i <= 300; i++) {
      TestLog.append(journal, 1, 1);
      journal.commit(true);
      long written = TestLog.read(disk.copy()).size();
      assertEquals(journal.writtenSequence(), written);
      assertTrue((i - written) * RecordHeader.SIZE_BYTES < 1024 + largest, i + ", " + written);
    }
    FaultyDisk found = disk.afterCrash(CrashMode.KEEP_UNFORCED);
    assertTrue(TestLog.read(found).size() < 300, "nothing was lost: the test shows nothing");
  }

  /** What the power takes is, whatever the sectors, a first part of what was written. */
  @ParameterizedTest
  @EnumSource(
      value = Durability.class,
      names = {"OS", "NONE"})
  void shouldKeepAFirstPartBehindTheLastForce(Durability durability) {
    long least = Long.MAX_VALUE;
    long most = 0;
    for (long seed = 0; seed < 60; seed++) {
      long kept = TestLog.read(crashed(durability, CrashMode.TEAR_UNFORCED, seed)).size();
      assertTrue(kept >= BEFORE && kept <= BEFORE + AFTER, "seed " + seed + " kept " + kept);
      least = Math.min(least, kept);
      most = Math.max(most, kept);
    }
    assertTrue(
        least == BEFORE && (durability == Durability.NONE || most > BEFORE), least + " " + most);
  }

  @ParameterizedTest
  @EnumSource(Durability.class)
  void shouldLoseNothingBehindAnOrderlyEnd(Durability durability) {
    FaultyDisk disk = TestLog.disk(1);
    try (Journal journal = TestLog.open(disk, TestLog.config().durability(durability))) {
      TestLog.append(journal, 30, 1);
      journal.commit(true);
    }
    FaultyDisk found = disk.afterCrash(CrashMode.LOSE_UNFORCED);
    assertEquals(30, TestLog.read(found).size());
    assertTrue(JournalScan.scan(found, 0).closedCleanly());
  }

  /** The broken variant: a journal that answers before it forces and calls that fsync. */
  @Test
  void shouldCatchAnswersBeforeTheForce() {
    BrokenVariant.assertCaught(
        "expected: <30>",
        () ->
            assertEquals(
                30, TestLog.read(crashed(Durability.OS, CrashMode.LOSE_UNFORCED, 1)).size()));
  }
}
