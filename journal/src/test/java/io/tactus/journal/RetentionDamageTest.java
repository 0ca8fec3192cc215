package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.DiskFile;
import io.tactus.journal.file.ForwardingDisk;
import io.tactus.journal.file.ForwardingFile;
import io.tactus.journal.file.Throttle;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.segment.SegmentFolder;
import io.tactus.journal.segment.SegmentHeader;
import io.tactus.journal.segment.SegmentInfo;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.journal.snapshot.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What goes and what stays when the beginning of an epoch, where it stands what was voided, is
 * damaged or not all in one piece.
 *
 * <pre>
 *   10  20  30  40  50  60 │ OPEN VOID …  70  80  90     a snapshot every 10 commands
 *            epoch 1          epoch 2
 * </pre>
 */
class RetentionDamageTest {
  private static final int VOID_AT = SegmentHeader.SIZE_BYTES + RecordHeader.SIZE_BYTES;

  private final FaultyDisk disk = new FaultyDisk(1);
  private final SnapshotFolder snapshots = new SnapshotFolder(disk);
  private long segmentBytesRead;
  private DataFolder folder;
  private Journal journal;

  /** Whatever is read of segments from now on is counted. */
  private final ForwardingDisk counting =
      new ForwardingDisk(disk) {
        @Override
        protected DiskFile forReading(DiskFile file) {
          return file.name().endsWith(".segment") ? new Counted(file) : file;
        }
      };

  private final class Counted extends ForwardingFile {
    Counted(DiskFile file) {
      super(file);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      int read = super.read(target, position);
      segmentBytesRead += read;
      return read;
    }
  }

  /** What can be wrong with the segment that begins epoch 2. */
  enum Wrong {
    GONE,
    SHORT,
    HEADER,
    OPEN,
    OPEN_ZEROED,
    VOID
  }

  private void write(int segmentBytes, int reasonBytes, long... voided) {
    folder = DataFolder.open(disk);
    journal = TestLog.open(counting, TestLog.config().segmentBytes(segmentBytes));
    goOn(6, 1);
    journal.close();
    JournalConfig.Builder config = TestLog.config().segmentBytes(segmentBytes).newEpoch(true);
    journal = TestLog.open(counting, config);
    UnsafeBuffer reason = new UnsafeBuffer(new byte[reasonBytes]);
    for (long sequence : voided) {
      journal.append(RecordType.VOID, sequence, 0, 0, 0, 0, 0, reason, 0, reasonBytes);
    }
    journal.commit(true);
    goOn(3, 2);
  }

  private void write() {
    write(TestLog.SEGMENT_BYTES, 8, 35);
  }

  private void goOn(int count, long life) {
    for (int i = 0; i < count; i++) {
      TestLog.append(journal, 10, life);
      journal.commit(true);
      SnapshotMeta meta =
          new SnapshotMeta(
              journal.lastSequence(),
              1,
              2,
              journal.lastSequence(),
              journal.epoch(),
              journal.logId(),
              4096,
              1,
              1,
              5,
              6,
              List.of());
      try (SnapshotWriter writer = SnapshotWriter.create(disk, meta, Throttle.NONE)) {
        writer.block(0, meta.sequence(), new UnsafeBuffer(new byte[64]), 0, 64);
        writer.finish();
      }
    }
  }

  @AfterEach
  void close() {
    journal.close();
    folder.close();
    assertEquals(0, disk.openFiles());
  }

  private SegmentInfo beginningOfEpoch2() throws IOException {
    return SegmentFolder.list(disk).stream()
        .filter(segment -> segment.epoch() == 2)
        .findFirst()
        .orElseThrow();
  }

  private void damage(Wrong wrong) throws IOException {
    String file = beginningOfEpoch2().file();
    byte[] bytes = disk.contents(file);
    switch (wrong) {
      case GONE -> disk.delete(file);
      case SHORT -> bytes = Arrays.copyOf(bytes, bytes.length - 1);
      case HEADER -> bytes[SegmentHeader.EPOCH_OFFSET] ^= 1;
      case OPEN -> bytes[SegmentHeader.SIZE_BYTES + RecordHeader.TIMESTAMP_OFFSET] ^= 1;
      case OPEN_ZEROED -> Arrays.fill(bytes, SegmentHeader.SIZE_BYTES, VOID_AT, (byte) 0);
      case VOID -> bytes[VOID_AT + RecordHeader.SIZE_BYTES] ^= 1;
    }
    if (wrong != Wrong.GONE) {
      disk.overwrite(file, bytes);
    }
  }

  private List<Long> kept() {
    return snapshots.list().stream().map(SnapshotInfo::sequence).toList();
  }

  private void demandThatAllIsThere() {
    assertEquals(List.of(90L, 80L, 70L, 60L, 50L, 40L, 30L, 20L, 10L), kept());
  }

  /** Snapshots taken after it hold nothing that it voids. The damaged segment goes too. */
  @ParameterizedTest
  @EnumSource
  void shouldGoOnWithThoseThatAreNewer(Wrong wrong) throws IOException {
    write();
    damage(wrong);
    assertTrue(new Retention(3).apply(snapshots, journal) > 0);
    assertEquals(List.of(90L, 80L, 70L), kept());
    assertTrue(new Retention(1).apply(snapshots, journal) > 0);
    assertEquals(90, JournalScan.scan(disk, 91).lastSequence());
  }

  /**
   * That of 60 holds 35: as long as nothing says so, and nothing says that it does not, all stay.
   */
  @ParameterizedTest
  @EnumSource
  void shouldFailWhereNothingTells(Wrong wrong) throws IOException {
    write();
    damage(wrong);
    Retention retention = new Retention(4);
    RuntimeException e =
        assertThrows(RuntimeException.class, () -> retention.apply(snapshots, journal));
    assertTrue(e instanceof JournalDamage || e instanceof JournalFailure, e::toString);
    demandThatAllIsThere();
  }

  /** Back to 52: if that of 60 counts, that of 50 is the last one, and if not, that of 30. */
  @Test
  void shouldFailWhereNothingTellsHowFarHistoryReachesBack() throws IOException {
    write();
    damage(Wrong.VOID);
    Retention reachingBack = new Retention(1, 38, 0);
    assertThrows(JournalDamage.class, () -> reachingBack.apply(snapshots, journal));
    demandThatAllIsThere();
    new Retention(1, 20, 0).apply(snapshots, journal);
    assertEquals(List.of(90L, 80L, 70L), kept(), "back to 70 nothing is unknown");
  }

  /** Whichever of the older ones counts, it would be too large with the journal behind it. */
  @Test
  void shouldLetHistoryGoThatIsTooLargeInAnyCase() throws IOException {
    write();
    damage(Wrong.VOID);
    new Retention(1, 38, 1).apply(snapshots, journal);
    assertEquals(List.of(90L), kept());
  }

  /** A read that failed once is tried again by the next retention. */
  @Test
  void shouldTryAgain() throws IOException {
    write();
    String file = beginningOfEpoch2().file();
    byte[] good = disk.contents(file);
    damage(Wrong.VOID);
    Retention retention = new Retention(1, 38, 0);
    assertThrows(JournalDamage.class, () -> retention.apply(snapshots, journal));
    disk.overwrite(file, good);
    retention.apply(snapshots, journal);
    assertEquals(List.of(90L, 80L, 70L, 60L, 50L, 40L, 30L), kept());
  }

  /**
   * The segments before it are gone, so it is the oldest; that of 60 goes with it, and holds 35.
   */
  @Test
  void shouldReadWhatTheOldestSegmentBeginsWith() throws IOException {
    write();
    journal.retain(61);
    assertEquals(2, JournalScan.scan(disk, 0).segments().getFirst().epoch());
    assertEquals(0, new Retention(4).apply(snapshots, journal));
    demandThatAllIsThere();
  }

  /** Several segments of them: that of 10 is the only old one that holds none. */
  @Test
  void shouldReadNotesThatGoOnInTheNextSegment() {
    write(TestLog.SEGMENT_BYTES, 1000, LongStream.rangeClosed(11, 60).map(i -> 71 - i).toArray());
    new Retention(4).apply(snapshots, journal);
    demandThatAllIsThere();
  }

  @Test
  void shouldReadOnlyTheBeginningAndThatOnce() {
    write(1 << 20, 8, 35);
    segmentBytesRead = 0;
    assertEquals(0, new Retention(10).apply(snapshots, journal));
    assertTrue(segmentBytesRead > 0, "nothing was counted");
    assertTrue(segmentBytesRead < 1 << 18, "bytes read: " + segmentBytesRead);
    segmentBytesRead = 0;
    assertEquals(0, new Retention(10).apply(snapshots, journal));
    assertEquals(0, segmentBytesRead);
  }

  /** More notes than are read at first: the last of them is what tells. */
  @Test
  void shouldReadAsFarAsTheNotesGo() {
    write(1 << 20, 1900, LongStream.rangeClosed(11, 60).map(i -> 71 - i).toArray());
    new Retention(4).apply(snapshots, journal);
    demandThatAllIsThere();
  }
}
