package io.tactus.journal;

import static io.tactus.journal.BrokenVariant.assertCaught;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.record.RecordChecksum;
import io.tactus.journal.simulation.CrashMode;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A crash at every single file operation; and the proof that the suite would notice. */
class JournalCrashTest {
  private static final int SEEDS = 2;

  /** Enough for some dozen segments. */
  private static final int MANY_BATCHES = 100;

  /** What was answered is not there, or the folder is refused because a file is not whole. */
  private static final String LOST =
      "answered through|shorter than a segment|its header says|the file FORMAT is missing";

  @ParameterizedTest
  @EnumSource(CrashMode.class)
  void shouldLoseNothingAnsweredWhereverItCrashes(CrashMode mode) {
    FaultHunt hunt = FaultHunt.sound();
    assertTrue(hunt.operations > 100, "the run is too short: " + hunt.operations);
    assertTrue(hunt.slices >= 6, "nothing is deleted slice by slice: " + hunt.slices);
    crashEverywhere(hunt, mode);
  }

  @ParameterizedTest
  @EnumSource(CrashMode.class)
  void shouldOpenANewEpochIfOsDurabilityLostSomething(CrashMode mode) {
    crashEverywhere(new FaultHunt(BrokenDisk.Bug.NONE, RecordChecksum::new, Durability.OS), mode);
  }

  @ParameterizedTest
  @EnumSource(CrashMode.class)
  void shouldOpenANewEpochIfNoDurabilityLostSomething(CrashMode mode) {
    crashEverywhere(new FaultHunt(BrokenDisk.Bug.NONE, RecordChecksum::new, Durability.NONE), mode);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Durability.class)
  void shouldSurviveManyKindsOfTears(Durability durability) {
    FaultHunt hunt = new FaultHunt(BrokenDisk.Bug.NONE, RecordChecksum::new, durability);
    crashEverywhere(hunt, CrashMode.TEAR_UNFORCED, 50);
  }

  @Test
  void shouldStopAtEveryInputOutputError() {
    failEverywhere(
        new FaultHunt(BrokenDisk.Bug.NONE, RecordChecksum::new, Durability.FSYNC, MANY_BATCHES));
  }

  @Test
  void shouldStopWhereverASmallDiskIsFull() {
    FaultHunt hunt = FaultHunt.sound();
    for (long capacity = 100; capacity < 3 * TestLog.SEGMENT_BYTES; capacity += 100) {
      hunt.fillAt(capacity, CrashMode.LOSE_UNFORCED);
    }
  }

  /** Every write of a journal of many segments is the first one for which there is no room. */
  @ParameterizedTest
  @EnumSource(Durability.class)
  void shouldLoseNothingAnsweredWhicheverWriteFindsTheDiskFull(Durability durability) {
    FaultHunt hunt =
        new FaultHunt(BrokenDisk.Bug.NONE, RecordChecksum::new, durability, MANY_BATCHES);
    assertTrue(hunt.writes > 250, "the run is too short: " + hunt.writes);
    fillEverywhere(hunt);
  }

  @ParameterizedTest
  @EnumSource(
      value = BrokenDisk.Bug.class,
      names = {"DIRECTORY_NOT_FORCED", "ROOT_FOLDER_NOT_FORCED", "FILE_NOT_FORCED"})
  void shouldCatchAJournalThatDoesNotForce(BrokenDisk.Bug bug) {
    FaultHunt hunt = new FaultHunt(bug, RecordChecksum::new, Durability.FSYNC);
    assertCaught(LOST, () -> crashEverywhere(hunt, CrashMode.LOSE_UNFORCED));
    assertCaught(LOST, () -> crashEverywhere(hunt, CrashMode.TEAR_UNFORCED));
  }

  /** Segments go for the sake of a snapshot, and then the snapshot is not there. */
  @Test
  void shouldCatchSnapshotsWhoseNamesAreNotForced() {
    FaultHunt hunt =
        new FaultHunt(
            BrokenDisk.Bug.SNAPSHOTS_FOLDER_NOT_FORCED, RecordChecksum::new, Durability.FSYNC);
    assertCaught(
        "the journal begins only at sequence",
        () -> crashEverywhere(hunt, CrashMode.LOSE_UNFORCED));
    assertCaught(
        "the journal begins only at sequence",
        () -> crashEverywhere(hunt, CrashMode.TEAR_UNFORCED));
  }

  @Test
  void shouldCatchSnapshotsThatAreNotForced() {
    FaultHunt hunt =
        new FaultHunt(BrokenDisk.Bug.SNAPSHOT_NOT_FORCED, RecordChecksum::new, Durability.FSYNC);
    assertCaught(
        "the snapshot ends in the middle|the journal begins only at sequence",
        () -> crashEverywhere(hunt, CrashMode.LOSE_UNFORCED));
  }

  @Test
  void shouldCatchDeletionsThatShortenWhatACrashBringsBack() {
    FaultHunt hunt = FaultHunt.sound().deletingUnforced();
    assertCaught(
        "snapshots/.*(ends|missing|not check out)",
        () -> crashEverywhere(hunt, CrashMode.LOSE_UNFORCED));
  }

  @Test
  void shouldCatchAJournalThatIgnoresShortWrites() {
    FaultHunt hunt =
        new FaultHunt(BrokenDisk.Bug.SHORT_WRITE_IGNORED, RecordChecksum::new, Durability.FSYNC);
    assertCaught(
        "header says|header does not check out",
        () -> crashEverywhere(hunt, CrashMode.KEEP_UNFORCED));
  }

  /** A full disk takes a part of the last write, and says nothing before the next one. */
  @Test
  void shouldCatchAJournalThatIgnoresShortWritesOnAFullDisk() {
    FaultHunt hunt =
        new FaultHunt(BrokenDisk.Bug.SHORT_WRITE_IGNORED, RecordChecksum::new, Durability.FSYNC);
    assertCaught("header says|shorter than a segment", () -> fillEverywhere(hunt));
  }

  @Test
  void shouldCatchAJournalThatIgnoresForceErrors() {
    FaultHunt hunt =
        new FaultHunt(BrokenDisk.Bug.FORCE_ERROR_IGNORED, RecordChecksum::new, Durability.FSYNC);
    assertCaught("there is nothing, (where|but)|header", () -> failEverywhere(hunt));
  }

  @Test
  void shouldCatchAJournalWithoutChecksums() {
    FaultHunt hunt = new FaultHunt(BrokenDisk.Bug.NONE, NoChecksum::new, Durability.FSYNC);
    assertCaught(
        "array contents differ|there is nothing, but|is of epoch",
        () -> crashEverywhere(hunt, CrashMode.TEAR_UNFORCED));
  }

  private static void crashEverywhere(FaultHunt hunt, CrashMode mode) {
    crashEverywhere(hunt, mode, SEEDS);
  }

  private static void crashEverywhere(FaultHunt hunt, CrashMode mode, long seeds) {
    for (int operation = 1; operation <= hunt.operations; operation++) {
      for (long seed = 0; seed < seeds; seed++) {
        try {
          hunt.crashAt(operation, mode, seed);
        } catch (RuntimeException | AssertionError e) {
          throw new AssertionError(mode + " at operation " + operation + ", seed " + seed, e);
        }
      }
    }
  }

  private static void fillEverywhere(FaultHunt hunt) {
    SplittableRandom random = new SplittableRandom(5);
    Map<FaultHunt.Full, Integer> outcomes = new EnumMap<>(FaultHunt.Full.class);
    for (int write = 1; write <= hunt.writes; write++) {
      for (CrashMode mode : CrashMode.values()) {
        // None at all every other time; else less than a write, or than some of them, takes.
        int left = random.nextBoolean() ? 0 : random.nextInt(1, 2 * TestLog.SEGMENT_BYTES);
        try {
          outcomes.merge(hunt.fullAtWrite(write, left, mode), 1, Integer::sum);
        } catch (RuntimeException | AssertionError e) {
          throw new AssertionError(mode + " after " + left + " left at write " + write, e);
        }
      }
    }
    for (FaultHunt.Full outcome : FaultHunt.Full.values()) {
      assertTrue(outcomes.getOrDefault(outcome, 0) > 0, () -> "never " + outcome + ": " + outcomes);
    }
  }

  private static void failEverywhere(FaultHunt hunt) {
    for (int operation = 1; operation <= hunt.operations; operation++) {
      for (CrashMode mode : CrashMode.values()) {
        try {
          hunt.failAt(operation, mode, operation);
        } catch (RuntimeException | AssertionError e) {
          throw new AssertionError(mode + " after failed operation " + operation, e);
        }
      }
    }
  }
}
