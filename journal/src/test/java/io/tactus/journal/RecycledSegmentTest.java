package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.mark.JournalMark;
import io.tactus.journal.record.RecordChecksum;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A recycled file still holds valid records of its earlier life: they must count for nothing. */
class RecycledSegmentTest {

  /** Equal lengths everywhere, so that old records stand exactly where new ones are expected. */
  private static void append(Journal journal, int count) {
    UnsafeBuffer body = new UnsafeBuffer(new byte[40]);
    for (int i = 0; i < count; i++) {
      long sequence = journal.lastSequence() + 1;
      journal.append(RecordType.TICK, sequence, 1, 1, 1, 1, 1, body, 0, 40);
      journal.commit(true);
    }
  }

  @Test
  void shouldNotMistakeAnEarlierLifeForRecords() throws IOException {
    FaultyDisk disk = TestLog.disk(1);
    try (Journal journal = TestLog.open(disk, TestLog.config().spareSegments(3))) {
      for (int round = 0; round < 200; round++) {
        append(journal, 7);
        journal.retain(journal.lastSequence());
        FaultyDisk found = disk.copy();
        JournalScan scan = JournalScan.scan(found, 0);
        assertEquals(journal.lastSequence(), scan.lastSequence());
        assertTrue(scan.tornTail().isEmpty());
      }
    }
    int created = Collections.frequency(disk.history(), DiskOperation.CREATE);
    int renamed = Collections.frequency(disk.history(), DiskOperation.RENAME);
    assertTrue(renamed > 60 && created < 9, renamed + " renamed, only " + created + " created");
    assertTrue(
        disk.list(FolderLayout.JOURNAL).size() <= 4, disk.list(FolderLayout.JOURNAL).toString());
  }

  @Test
  void shouldNotContinueIntoAnEarlierLife() throws IOException {
    tearIntoAnEarlierLife(RecordChecksum::new);
  }

  @Test
  void shouldCatchAJournalWithoutSalt() {
    class NoSalt extends RecordChecksum {
      @Override
      public int header(ByteBuffer bytes, int index, long salt, long fileOffset) {
        return super.header(bytes, index, 0, fileOffset);
      }
    }
    assertThrows(JournalDamage.class, () -> tearIntoAnEarlierLife(NoSalt::new));
  }

  /** The worst a tear can leave: the mark behind the last batch is gone, old records show. */
  private static void tearIntoAnEarlierLife(Supplier<RecordChecksum> checksums) throws IOException {
    FaultyDisk disk = TestLog.disk(1);
    JournalConfig.Builder config = TestLog.config().checksums(checksums).spareSegments(3);
    Journal journal = TestLog.open(disk, config);
    append(journal, 80);
    byte[] earlierLife = disk.contents(TestLog.segmentFiles(disk).getFirst());
    journal.retain(journal.lastSequence());
    append(journal, 32);
    FaultyDisk found = disk.afterCrash(CrashMode.KEEP_UNFORCED);
    JournalScan before = JournalScan.scan(found, 0, checksums.get());
    int end = before.end().position();
    String file = TestLog.segmentFiles(found).getLast();
    byte[] bytes = found.contents(file);
    System.arraycopy(earlierLife, end, bytes, end, bytes.length - end);
    found.overwrite(file, bytes);
    JournalScan scan = JournalScan.scan(found, 0, checksums.get());
    assertEquals(before.lastSequence(), scan.lastSequence());
    assertTrue(scan.tornTail().isPresent());
    assertEquals(0, scan.tornTail().get().droppedRecords());
    try (Journal next = TestLog.open(found, config)) {
      append(next, 5);
    }
    assertEquals(before.lastSequence() + 5, JournalScan.scan(found, 0).lastSequence());
  }

  @Test
  void shouldNotAcceptARecordFromAnotherPlace() throws IOException {
    FaultyDisk disk = TestLog.disk(1);
    Journal journal = TestLog.open(disk);
    append(journal, 5);
    FaultyDisk found = disk.afterCrash(CrashMode.KEEP_UNFORCED);
    int end = JournalScan.scan(found, 0).end().position();
    String file = TestLog.segmentFiles(found).getLast();
    byte[] bytes = found.contents(file);
    int length = RecordHeader.alignedLength(40);
    System.arraycopy(bytes, end - length, bytes, end, length);
    found.overwrite(file, bytes);
    JournalScan scan = JournalScan.scan(found, 0);
    assertEquals(5, scan.lastSequence());
    assertTrue(scan.tornTail().isPresent());
  }

  @Test
  void shouldNotAdoptTheSparesOfAnOlderLog() throws IOException {
    FaultyDisk disk = TestLog.disk(1);
    try (Journal journal = TestLog.open(disk, TestLog.config().spareSegments(3))) {
      append(journal, 200);
      journal.retain(150);
    }
    for (String file : TestLog.segmentFiles(disk)) {
      disk.delete(file);
    }
    disk.delete(JournalMark.FILE);
    assertFalse(disk.list(FolderLayout.JOURNAL).isEmpty());
    try (Journal journal = TestLog.open(disk, TestLog.config().spareSegments(0))) {
      append(journal, 1);
    }
    assertEquals(1, JournalScan.scan(disk, 0).lastSequence());
    assertEquals(2, disk.list(FolderLayout.JOURNAL).size(), "a segment and the mark");
  }

  @Test
  void shouldKeepWhatIsAskedFor() throws IOException {
    FaultyDisk disk = TestLog.disk(1);
    try (Journal journal = TestLog.open(disk, TestLog.config().spareSegments(0))) {
      append(journal, 300);
      for (long keep = 0; keep <= 301; keep += 13) {
        journal.retain(keep);
        assertTrue(JournalScan.scan(disk, 0).firstSequence() <= Math.max(1, keep));
        assertEquals(300, JournalScan.scan(disk, keep).lastSequence());
      }
      journal.retain(Long.MAX_VALUE);
      assertEquals(1, TestLog.segmentFiles(disk).size());
      append(journal, 1);
    }
    assertEquals(301, JournalScan.scan(disk, 301).lastSequence());
  }
}
