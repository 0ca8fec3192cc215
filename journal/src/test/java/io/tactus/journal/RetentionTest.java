package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.Throttle;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.journal.snapshot.SnapshotWriter;
import java.io.IOException;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes and what stays. A snapshot every 10 commands; its time is its sequence. */
class RetentionTest {
  private final FaultyDisk disk = new FaultyDisk(1);
  private final SnapshotFolder snapshots = new SnapshotFolder(disk);
  private final HistoryHolds holds = new HistoryHolds();
  private DataFolder folder;
  private Journal journal;

  @BeforeEach
  void write() {
    folder = DataFolder.open(disk);
    journal = TestLog.open(disk);
    for (int i = 0; i < 6; i++) {
      TestLog.append(journal, 10, 1);
      journal.commit(true);
      snapshot(journal.lastSequence());
    }
  }

  @AfterEach
  void close() {
    journal.close();
    folder.close();
  }

  private void snapshot(long sequence) {
    snapshot(sequence, 1, journal.logId());
  }

  private void snapshot(long sequence, long epoch, long logId) {
    SnapshotMeta meta =
        new SnapshotMeta(sequence, 1, 2, sequence, epoch, logId, 4096, 1, 1, 5, 6, List.of());
    try (SnapshotWriter writer = SnapshotWriter.create(disk, meta, Throttle.NONE)) {
      writer.block(0, sequence, new UnsafeBuffer(new byte[64]), 0, 64);
      writer.finish();
    }
  }

  private List<Long> kept() {
    return snapshots.list().stream().map(SnapshotInfo::sequence).toList();
  }

  private void demandThatAllKeptCanBeReplayed() {
    long oldest = kept().getLast();
    assertEquals(60, JournalScan.scan(disk, oldest + 1).lastSequence());
  }

  @Test
  void shouldKeepByCount() {
    assertTrue(new Retention(2).apply(snapshots, journal) > 0);
    assertEquals(List.of(60L, 50L), kept());
    demandThatAllKeptCanBeReplayed();
    assertTrue(JournalScan.scan(disk, 0).firstSequence() > 1);
  }

  @Test
  void shouldKeepWhatReachesBackThatFar() {
    // From 60 back to 35: 40 and 50 are in that time, and 30 is what 35 to 39 are replayed from.
    new Retention(1, 25, 0).apply(snapshots, journal);
    assertEquals(List.of(60L, 50L, 40L, 30L), kept());
    demandThatAllKeptCanBeReplayed();
  }

  @Test
  void shouldKeepAtTheEdgeOfTheTime() {
    new Retention(1, 20, 0).apply(snapshots, journal);
    assertEquals(List.of(60L, 50L, 40L), kept());
    new Retention(1, 19, 0).apply(snapshots, journal);
    assertEquals(List.of(60L, 50L, 40L), kept());
    new Retention(1, 10, 0).apply(snapshots, journal);
    assertEquals(List.of(60L, 50L), kept());
  }

  @Test
  void shouldLetHistoryGoBeforeItsTimeWhenItIsTooLarge() {
    long two = snapshots.list().subList(0, 2).stream().mapToLong(SnapshotInfo::sizeBytes).sum();
    long bytes = two + journal.bytesFrom(51);
    new Retention(1, 1_000, bytes).apply(snapshots, journal);
    assertEquals(List.of(60L, 50L), kept());
    new Retention(1, 1_000, bytes - 1).apply(snapshots, journal);
    assertEquals(List.of(60L), kept());
    demandThatAllKeptCanBeReplayed();
  }

  @Test
  void shouldNotCountSizeAgainstWhatRecoveryNeeds() {
    new Retention(3, 0, 1).apply(snapshots, journal);
    assertEquals(List.of(60L, 50L, 40L), kept());
  }

  @Test
  void shouldKeepWhatIsHeld() {
    HistoryHolds.Hold all = holds.holdAll();
    assertEquals(0, new Retention(1).apply(snapshots, journal, holds));
    assertEquals(6, kept().size());
    all.narrow(30);
    assertThrows(IllegalArgumentException.class, () -> all.narrow(29));
    new Retention(1).apply(snapshots, journal, holds);
    assertEquals(List.of(60L, 50L, 40L, 30L), kept());
    demandThatAllKeptCanBeReplayed();
    all.close();
    new Retention(1).apply(snapshots, journal, holds);
    assertEquals(List.of(60L), kept());
  }

  @Test
  void shouldDeleteOnlyBehindEnoughGoodSnapshots() throws IOException {
    SnapshotInfo newest = snapshots.list().getFirst();
    byte[] bytes = disk.contents(newest.file());
    bytes[bytes.length / 2] ^= 1;
    disk.overwrite(newest.file(), bytes);
    assertEquals(0, new Retention(6).apply(snapshots, journal));
    assertEquals(6, kept().size());
    new Retention(2).apply(snapshots, journal);
    assertEquals(List.of(60L, 50L, 40L), kept());
    demandThatAllKeptCanBeReplayed();
  }

  /** As a start does that voids a command, and then goes on for three more snapshots. */
  private void voidAndGoOn(long sequence) {
    journal.close();
    journal = TestLog.open(disk, TestLog.config().newEpoch(true));
    UnsafeBuffer reason = new UnsafeBuffer(new byte[8]);
    journal.append(RecordType.VOID, sequence, 0, 0, 0, 0, 0, reason, 0, 8);
    journal.commit(true);
    for (int i = 0; i < 3; i++) {
      TestLog.append(journal, 10, 2);
      journal.commit(true);
      snapshot(journal.lastSequence(), journal.epoch(), journal.logId());
    }
  }

  /** Those of 40 to 60 hold it: a start goes back to the one before. */
  @Test
  void shouldNotCountThoseThatHoldWhatWasVoidedLater() {
    voidAndGoOn(35);
    new Retention(4).apply(snapshots, journal);
    assertEquals(List.of(90L, 80L, 70L, 60L, 50L, 40L, 30L), kept());
    assertEquals(90, JournalScan.scan(disk, 31).lastSequence());
    new Retention(3).apply(snapshots, journal);
    assertEquals(List.of(90L, 80L, 70L), kept());
  }

  /** Points before what is voided are reached from the one before it. */
  @Test
  void shouldNotReachBackInTimeFromThoseThatHoldWhatWasVoidedLater() {
    voidAndGoOn(35);
    new Retention(1, 38, 0).apply(snapshots, journal);
    assertEquals(List.of(90L, 80L, 70L, 60L, 50L, 40L, 30L), kept());
  }

  @Test
  void shouldCountThoseThatAreOlderThanWhatWasVoided() {
    voidAndGoOn(60);
    new Retention(4).apply(snapshots, journal);
    assertEquals(List.of(90L, 80L, 70L, 60L, 50L), kept());
  }

  @Test
  void shouldNotCountThoseOfAnotherLogOrEpoch() {
    TestLog.append(journal, 10, 1);
    journal.commit(true);
    snapshot(61, 1, 4711);
    snapshot(62, 2, journal.logId());
    new Retention(2).apply(snapshots, journal);
    assertEquals(List.of(62L, 61L, 60L, 50L), kept());
  }

  /** Nothing follows a snapshot that the journal does not reach back to. */
  @Test
  void shouldNotCountThoseThatTheJournalDoesNotReachBackTo() {
    new Retention(2).apply(snapshots, journal);
    snapshot(10, 1, journal.logId());
    snapshot(20, 1, journal.logId());
    assertEquals(0, new Retention(3).apply(snapshots, journal));
    assertEquals(List.of(60L, 50L, 20L, 10L), kept());
  }

  @Test
  void shouldRefuseSettingsThatMakeNoSense() {
    assertThrows(IllegalArgumentException.class, () -> new Retention(0));
    assertThrows(IllegalArgumentException.class, () -> new Retention(1, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Retention(1, 0, -1));
  }
}
