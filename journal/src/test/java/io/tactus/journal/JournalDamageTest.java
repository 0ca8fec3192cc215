package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.mark.JournalMark;
import io.tactus.journal.simulation.FaultyDisk;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged bytes: exactly what was written, a torn tail that says so, or damage; nothing else. */
class JournalDamageTest {

  private static void flipEveryBit(DamagedLog log) {
    for (int bit = 0; bit < log.good.length * 8; bit++) {
      byte[] bytes = log.good.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        log.look(bytes);
      } catch (IOException | RuntimeException | AssertionError e) {
        throw new AssertionError("bit " + bit + " (byte " + bit / 8 + ")", e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DamagedLog.End.class)
  void shouldNeverBeSilentlyWrongWhenABitFlips(DamagedLog.End end) throws IOException {
    DamagedLog log = DamagedLog.of(end);
    flipEveryBit(log);
    assertTrue(log.exact > 1000 && log.refused > 5000, log.counts());
    if (end != DamagedLog.End.POWER_CUT) {
      // All that was answered is proven by the mark: only the zeros behind the end can look torn.
      assertEquals(80 * 8, log.torn, log.counts());
    }
  }

  @ParameterizedTest
  @EnumSource(DamagedLog.End.class)
  void shouldNeverBeSilentlyWrongWhenABitFlipsInARecycledFile(DamagedLog.End end)
      throws IOException {
    DamagedLog log = DamagedLog.recycled(end);
    flipEveryBit(log);
    assertTrue(log.exact > 1000 && log.torn >= 80 && log.refused > 5000, log.counts());
  }

  @Test
  void shouldCatchAJournalWithoutChecksums() throws IOException {
    DamagedLog log = DamagedLog.of(DamagedLog.End.KILLED, NoChecksum::new);
    BrokenVariant.assertCaught("array (contents|lengths) differ", () -> flipEveryBit(log));
  }

  /** A sector that reads as zeros, or as something else, wherever it is. */
  @ParameterizedTest
  @EnumSource(DamagedLog.End.class)
  void shouldNeverBeSilentlyWrongWhenASectorIsLost(DamagedLog.End end) throws IOException {
    for (DamagedLog log : new DamagedLog[] {DamagedLog.of(end), DamagedLog.recycled(end)}) {
      byte[] garbage = new byte[512];
      new SplittableRandom(11).nextBytes(garbage);
      for (int at = 0; at < log.good.length; at += 512) {
        for (byte[] sector : new byte[][] {new byte[512], garbage}) {
          byte[] bytes = log.good.clone();
          System.arraycopy(sector, 0, bytes, at, sector.length);
          log.look(bytes);
        }
      }
      assertTrue(log.refused >= 8, log.counts());
    }
  }

  /** What a crash leaves of a write that did not get to its end: zeros, or an earlier life. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldCutATornTailAtEveryByteOfTheLastBatch(boolean zeros) throws IOException {
    DamagedLog log = DamagedLog.of(DamagedLog.End.POWER_CUT);
    int end = log.endOffset();
    for (int from = log.lastBatchOffset; from < end; from++) {
      if (from == log.lastBatchOffset && zeros) {
        continue; // As if the batch had never been written: nothing to report.
      }
      log.look(withoutTail(log, from, end, zeros));
      assertContinues(log, from);
    }
    // Only where the batch ends in zeros anyway is it still whole.
    assertTrue(
        log.refused == 0 && log.torn >= end - log.lastBatchOffset - 9, "cut: " + log.counts());
  }

  /** The same bytes when the process was killed: it had answered, so it is no torn tail. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldRefuseAtEveryByteOfALastBatchThatWasAnswered(boolean zeros) throws IOException {
    DamagedLog log = DamagedLog.of(DamagedLog.End.KILLED);
    int end = log.endOffset();
    for (int from = log.lastBatchOffset; from < end; from++) {
      log.look(withoutTail(log, from, end, zeros));
    }
    assertTrue(
        log.torn == 0 && log.refused >= end - log.lastBatchOffset - 9, "cut: " + log.counts());
  }

  private static byte[] withoutTail(DamagedLog log, int from, int end, boolean zeros) {
    byte[] bytes = log.good.clone();
    byte[] other = new byte[bytes.length];
    if (!zeros) {
      new SplittableRandom(3).nextBytes(other);
    }
    System.arraycopy(other, 0, bytes, from, end + 80 - from);
    return bytes;
  }

  private static void assertContinues(DamagedLog log, int from) throws IOException {
    FaultyDisk copy = log.disk.copy();
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
    DamagedLog log = DamagedLog.of(DamagedLog.End.KILLED);
    for (int length = 0; length < log.good.length; length++) {
      log.look(Arrays.copyOf(log.good, length));
    }
    assertEquals(log.good.length, log.refused);
    log.look(Arrays.copyOf(log.good, log.good.length + 1));
    assertEquals(log.good.length + 1, log.refused);
  }

  /** The mark is evidence, not data: whatever happens to it, the journal reads the same. */
  @ParameterizedTest
  @EnumSource(DamagedLog.End.class)
  void shouldReadTheSameWhateverHappensToTheMark(DamagedLog.End end) throws IOException {
    DamagedLog log = DamagedLog.of(end);
    byte[] mark = log.disk.contents(JournalMark.FILE);
    int looks = 0;
    for (int bit = 0; bit < mark.length * 8; bit++) {
      byte[] bytes = mark.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      log.disk.overwrite(JournalMark.FILE, bytes);
      log.look(log.good);
      assertTrue(JournalScan.scan(log.disk, 0).isMarked(), "the other slot");
      looks++;
    }
    for (int length = 0; length < mark.length; length += 8) {
      log.disk.overwrite(JournalMark.FILE, Arrays.copyOf(mark, length));
      log.look(log.good);
      looks++;
    }
    log.disk.overwrite(JournalMark.FILE, new byte[mark.length]);
    log.look(log.good);
    assertTrue(!JournalScan.scan(log.disk, 0).isMarked());
    assertEquals(looks + 1, log.exact, log.counts());
    TestLog.open(log.disk).close();
    assertTrue(JournalScan.scan(log.disk, 0).isMarked());
  }

  @Test
  void shouldCatchAJournalWithoutAMark() throws IOException {
    DamagedLog log = DamagedLog.of(DamagedLog.End.KILLED);
    log.disk.delete(JournalMark.FILE);
    // A lost answer passes for a torn tail.
    BrokenVariant.assertCaught("lost: |records are missing", () -> flipEveryBit(log));
  }

  @Test
  void shouldReportDamageInAnyEarlierSegment() throws IOException {
    FaultyDisk disk = TestLog.disk(5);
    try (Journal journal = TestLog.open(disk)) {
      TestLog.append(journal, 100, 1);
      journal.commit(true);
    }
    var files = TestLog.segmentFiles(disk);
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
}
