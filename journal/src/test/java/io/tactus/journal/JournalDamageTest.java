package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.record.RecordChecksum;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.FaultyDisk;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged bytes: exactly what was written, a torn tail that says so, or damage; nothing else. */
class JournalDamageTest {
  private FaultyDisk disk;
  private String file;
  private byte[] good;
  private long lastSequence;
  private long beforeLastBatch;
  private int lastBatchOffset;

  private int exact;
  private int torn;
  private int damaged;

  @BeforeEach
  void reset() {
    exact = 0;
    torn = 0;
    damaged = 0;
  }

  /** A journal of one segment: some batches, each forced; then closed, or killed. */
  private void write(boolean closed, Supplier<RecordChecksum> checksums) throws IOException {
    disk = TestLog.disk(5);
    finish(closed, TestLog.open(disk, TestLog.config().checksums(checksums)), checksums);
  }

  /** The same in a recycled file, which holds records of its earlier life behind the end. */
  private void writeRecycled() throws IOException {
    disk = TestLog.disk(5);
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
    finish(false, journal, RecordChecksum::new);
    int behind = JournalScan.scan(disk, 0).end().position() + 80;
    boolean zeros = true;
    for (int at = behind; at < good.length; at++) {
      zeros &= good[at] == 0;
    }
    assertFalse(zeros, "the file is not a recycled one");
  }

  private void finish(boolean closed, Journal journal, Supplier<RecordChecksum> checksums)
      throws IOException {
    for (int batch = 0; batch < 6; batch++) {
      beforeLastBatch = journal.lastSequence();
      lastBatchOffset = JournalScan.scan(disk, 0, checksums.get()).end().position();
      TestLog.append(journal, 3, 1);
      journal.commit(true);
    }
    lastSequence = journal.lastSequence();
    if (closed) {
      journal.close();
    } else {
      disk = disk.afterCrash(CrashMode.KEEP_UNFORCED);
    }
    List<String> files = TestLog.segmentFiles(disk);
    assertEquals(1, files.size());
    file = files.getFirst();
    good = disk.contents(file);
  }

  /** Looks at the damaged file and checks that it is not silently wrong. */
  private void look(byte[] bytes, Supplier<RecordChecksum> checksums) throws IOException {
    disk.overwrite(file, bytes);
    try {
      JournalScan scan = JournalScan.scan(disk, 0, checksums.get());
      NavigableMap<Long, Long> found = TestLog.read(disk, scan, checksums.get());
      long last = found.isEmpty() ? 0 : found.lastKey();
      if (scan.tornTail().isPresent()) {
        TornTail tail = scan.tornTail().get();
        assertTrue(last >= beforeLastBatch, "torn before the last batch");
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
      damaged++;
    }
  }

  private void flipEveryBit(Supplier<RecordChecksum> checksums) throws IOException {
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] bytes = good.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        look(bytes, checksums);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("bit " + bit + " (byte " + bit / 8 + ")", e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldNeverBeSilentlyWrongWhenABitFlips(boolean closed) throws IOException {
    write(closed, RecordChecksum::new);
    flipEveryBit(RecordChecksum::new);
    assertTrue(exact > 1000 && torn > 100 && damaged > 5000, exact + " " + torn + " " + damaged);
    if (closed) {
      // The CLOSE record proves everything before it: only its own bits can look torn.
      assertTrue(torn <= 2 * 80 * 8, "torn " + torn);
    }
  }

  @Test
  void shouldNeverBeSilentlyWrongWhenABitFlipsInARecycledFile() throws IOException {
    writeRecycled();
    flipEveryBit(RecordChecksum::new);
    assertTrue(exact > 1000 && torn > 100 && damaged > 5000, exact + " " + torn + " " + damaged);
  }

  @Test
  void shouldCatchAJournalWithoutChecksums() throws IOException {
    write(false, NoChecksum::new);
    assertThrows(AssertionError.class, () -> flipEveryBit(NoChecksum::new));
  }

  /** What a crash leaves of a write that did not get to its end: zeros, or an earlier life. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldCutATornTailAtEveryByteOfTheLastBatch(boolean zeros) throws IOException {
    write(false, RecordChecksum::new);
    int end = JournalScan.scan(disk, 0).end().position();
    byte[] garbage = new byte[good.length];
    new SplittableRandom(3).nextBytes(garbage);
    for (int from = lastBatchOffset; from < end; from++) {
      byte[] bytes = good.clone();
      System.arraycopy(zeros ? new byte[good.length] : garbage, 0, bytes, from, end + 80 - from);
      if (from == lastBatchOffset && zeros) {
        continue; // As if the batch had never been written: nothing to report.
      }
      look(bytes, RecordChecksum::new);
      assertContinues(from);
    }
    // Only where the batch ends in zeros anyway is it still whole.
    assertTrue(damaged == 0 && torn >= end - lastBatchOffset - 9, torn + " torn, exact " + exact);
  }

  private void assertContinues(int from) throws IOException {
    FaultyDisk copy = disk.copy();
    JournalScan scan = JournalScan.scan(copy, 0);
    try (Journal journal = TestLog.open(copy)) {
      assertEquals(scan.tornTail().isPresent() ? 2 : 1, journal.epoch(), "cut at " + from);
      TestLog.append(journal, 5, 2);
      journal.commit(true);
    }
    JournalScan again = JournalScan.scan(copy, 0);
    assertTrue(again.tornTail().isEmpty() && again.closedCleanly());
    assertEquals(scan.lastSequence() + 5, again.lastSequence());
    assertEquals(5, TestLog.read(copy).values().stream().filter(life -> life == 2).count());
  }

  /** A segment has its whole length before it has its name, so a shorter one is no torn tail. */
  @Test
  void shouldReportATruncatedFileAsDamage() throws IOException {
    write(false, RecordChecksum::new);
    for (int length = 0; length < good.length; length++) {
      look(Arrays.copyOf(good, length), RecordChecksum::new);
    }
    assertEquals(good.length, damaged);
    look(Arrays.copyOf(good, good.length + 1), RecordChecksum::new);
    assertEquals(good.length + 1, damaged);
  }

  @Test
  void shouldReportDamageInAnyEarlierSegment() throws IOException {
    disk = TestLog.disk(5);
    try (Journal journal = TestLog.open(disk)) {
      TestLog.append(journal, 100, 1);
      journal.commit(true);
    }
    List<String> files = TestLog.segmentFiles(disk);
    assertTrue(files.size() > 3);
    for (String earlier : files.subList(0, files.size() - 1)) {
      byte[] before = disk.contents(earlier);
      SplittableRandom random = new SplittableRandom(7);
      int hits = 0;
      for (int i = 0; i < 200; i++) {
        byte[] bytes = before.clone();
        int at = random.nextInt(bytes.length);
        bytes[at] ^= 0x10;
        disk.overwrite(earlier, bytes);
        try {
          assertEquals(100, TestLog.read(disk).size());
        } catch (JournalDamage e) {
          assertEquals(earlier, e.file());
          hits++;
        }
      }
      assertTrue(hits > 100, "hits " + hits);
      disk.overwrite(earlier, before);
    }
    assertEquals(100, TestLog.read(disk).size());
  }

  @Test
  void shouldReportAMissingSegment() throws IOException {
    disk = TestLog.disk(5);
    try (Journal journal = TestLog.open(disk)) {
      TestLog.append(journal, 100, 1);
      journal.commit(true);
    }
    List<String> files = TestLog.segmentFiles(disk);
    disk.delete(files.get(1));
    JournalDamage damage = assertThrows(JournalDamage.class, () -> JournalScan.scan(disk, 0));
    assertEquals(files.get(2), damage.file());
    assertTrue(damage.reason().contains("missing"), damage.reason());
    FaultyDisk other = disk.copy();
    other.delete(files.get(0));
    assertThrows(JournalDamage.class, () -> JournalScan.scan(other, 1));
  }

  @Test
  void shouldReportASegmentOfAnotherLog() throws IOException {
    disk = TestLog.disk(5);
    FaultyDisk other = TestLog.disk(6);
    try (Journal journal = TestLog.open(disk);
        Journal stranger = TestLog.open(other, TestLog.config().logId(78))) {
      TestLog.append(journal, 100, 1);
      journal.commit(true);
      TestLog.append(stranger, 100, 1);
      stranger.commit(true);
    }
    String second = TestLog.segmentFiles(disk).get(1);
    disk.overwrite(second, other.contents(second));
    JournalDamage damage = assertThrows(JournalDamage.class, () -> JournalScan.scan(disk, 0));
    assertTrue(damage.reason().contains("another log"), damage.reason());
  }
}
