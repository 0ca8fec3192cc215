package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.mark.JournalMark;
import io.tactus.journal.record.RecordChecksum;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.FaultyDisk;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Supplier;

/**
 * A journal of one 4 KiB segment to be damaged: six batches, each forced and so answered. Every
 * look at it must end in one of three ways, which are counted: exactly what was written, a torn
 * tail that says so, or damage with its place named.
 */
final class DamagedLog {

  /** How the run that wrote it ended. */
  enum End {
    /** In good order. */
    CLOSED,
    /** The process was killed: the disk has all it was given, the mark of the last batch too. */
    KILLED,
    /** The power went: the mark is older by the last batch. */
    POWER_CUT
  }

  final FaultyDisk disk;
  final String file;
  final byte[] good;
  final long lastSequence;
  final int lastBatchOffset;

  private final Supplier<RecordChecksum> checksums;
  private final End end;
  private final long beforeLastBatch;

  int exact;
  int torn;
  int refused;

  private DamagedLog(
      FaultyDisk opened, Journal journal, End end, Supplier<RecordChecksum> checksums)
      throws IOException {
    this.checksums = checksums;
    this.end = end;
    long before = 0;
    int offset = 0;
    byte[] olderMark = null;
    for (int batch = 0; batch < 6; batch++) {
      before = journal.lastSequence();
      offset = JournalScan.scan(opened, 0, checksums.get()).end().position();
      olderMark = opened.contents(JournalMark.FILE);
      TestLog.append(journal, 3, 1);
      journal.commit(true);
    }
    beforeLastBatch = before;
    lastBatchOffset = offset;
    lastSequence = journal.lastSequence();
    if (end == End.CLOSED) {
      journal.close();
      disk = opened;
    } else {
      disk = opened.afterCrash(CrashMode.KEEP_UNFORCED);
    }
    if (end == End.POWER_CUT) {
      disk.overwrite(JournalMark.FILE, olderMark);
    }
    List<String> files = TestLog.segmentFiles(disk);
    assertEquals(1, files.size());
    file = files.getFirst();
    good = disk.contents(file);
  }

  static DamagedLog of(End end) throws IOException {
    return of(end, RecordChecksum::new);
  }

  static DamagedLog of(End end, Supplier<RecordChecksum> checksums) throws IOException {
    FaultyDisk disk = TestLog.disk(5);
    Journal journal = TestLog.open(disk, TestLog.config().checksums(checksums));
    return new DamagedLog(disk, journal, end, checksums);
  }

  /** The same in a recycled file, which holds records of its earlier life behind the end. */
  static DamagedLog recycled(End end) throws IOException {
    FaultyDisk disk = TestLog.disk(5);
    Journal journal = TestLog.open(disk, TestLog.config().spareSegments(3));
    TestLog.append(journal, 150, 1);
    journal.commit(true);
    journal.retain(Long.MAX_VALUE);
    // The first spare in line is a fresh one, those behind it are retired segments.
    while (TestLog.segmentFiles(disk).size() < 3) {
      TestLog.append(journal, 1, 1);
      journal.commit(true);
    }
    journal.retain(Long.MAX_VALUE);
    DamagedLog log = new DamagedLog(disk, journal, end, RecordChecksum::new);
    boolean zeros = true;
    for (int at = log.endOffset() + 80; at < log.good.length; at++) {
      zeros &= log.good[at] == 0;
    }
    assertFalse(zeros, "the file is not a recycled one");
    return log;
  }

  /** Where the last whole batch ends in the undamaged file. */
  int endOffset() throws IOException {
    disk.overwrite(file, good);
    return JournalScan.scan(disk, 0, checksums.get()).end().position();
  }

  /** Looks at the damaged file and checks that it is not silently wrong. */
  void look(byte[] bytes) throws IOException {
    disk.overwrite(file, bytes);
    try {
      JournalScan scan = JournalScan.scan(disk, 0, checksums.get());
      NavigableMap<Long, Long> found = TestLog.read(disk, scan, checksums.get());
      long last = found.isEmpty() ? 0 : found.lastKey();
      if (scan.tornTail().isPresent()) {
        TornTail tail = scan.tornTail().get();
        // Only a power cut can make a damaged last batch look like one that was never finished.
        assertTrue(
            last >= (end == End.POWER_CUT ? beforeLastBatch : lastSequence), "lost: " + tail);
        assertEquals(last, tail.lastSequence());
        assertTrue(tail.cutOffset() <= tail.badOffset());
        assertTrue(scan.endsEpoch());
        torn++;
      } else {
        assertEquals(lastSequence, last, "records are missing and nothing says so");
        exact++;
      }
    } catch (JournalDamage e) {
      assertEquals(file, e.file());
      assertTrue(e.offset() >= 0 && e.offset() <= good.length);
      assertFalse(e.reason().isEmpty() || e.advice().isEmpty());
      refused++;
    }
  }

  String counts() {
    return exact + " exact, " + torn + " torn, " + refused + " refused";
  }
}
