package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.DiskFile;
import io.tactus.journal.mark.JournalMark;
import io.tactus.journal.segment.SegmentName;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.FaultyDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole segments deleted, swapped, duplicated, and mixed with those of another log. */
class SegmentDamageTest {
  private static final int COMMANDS = 150;

  private FaultyDisk disk;
  private List<String> files;

  @BeforeEach
  void write() throws IOException {
    disk = log(77, 1);
    files = TestLog.segmentFiles(disk);
    assertTrue(files.size() >= 5);
  }

  /** A log of several segments whose process was killed. */
  private static FaultyDisk log(long logId, long life) {
    FaultyDisk disk = TestLog.disk(5);
    Journal journal = TestLog.open(disk, TestLog.config().logId(logId));
    for (int i = 0; i < COMMANDS; i += 5) {
      TestLog.append(journal, 5, life);
      journal.commit(true);
    }
    return disk.afterCrash(CrashMode.KEEP_UNFORCED);
  }

  private static void put(FaultyDisk disk, String file, byte[] bytes) throws IOException {
    if (!disk.exists(file)) {
      disk.create(file).close();
    }
    try (DiskFile opened = disk.open(file)) {
      opened.writeFully(ByteBuffer.wrap(bytes), 0);
    }
    disk.overwrite(file, bytes);
  }

  /** Exactly what was written, or a refusal that names a file that is or was there. */
  private static boolean isRefused(FaultyDisk found) {
    try {
      NavigableMap<Long, Long> lives = TestLog.read(found);
      assertEquals(COMMANDS, lives.size(), "commands are missing and nothing says so");
      assertEquals(1, new TreeMap<>(lives).values().stream().distinct().count());
      return false;
    } catch (JournalDamage e) {
      assertTrue(e.file().startsWith("journal/"), e.getMessage());
      assertFalse(e.reason().isEmpty() || e.advice().isEmpty());
      return true;
    }
  }

  @Test
  void shouldRefuseWhenAnySegmentsAreGoneButTheOldest() throws IOException {
    for (int from = 0; from < files.size(); from++) {
      for (int to = from + 1; to <= files.size(); to++) {
        FaultyDisk copy = disk.copy();
        for (String file : files.subList(from, to)) {
          copy.delete(file);
        }
        if (from > 0 || to == files.size()) {
          assertTrue(isRefused(copy), "segments " + from + " to " + to + " deleted");
        } else {
          // The oldest may go by retention; whoever needs what was in them is refused.
          assertThrows(JournalDamage.class, () -> JournalScan.scan(copy, 1));
        }
      }
    }
  }

  /**
   * Together with the mark, nobody can tell; but the sequences are not used for another history.
   */
  @Test
  void shouldBeginANewEpochWhenTheLastSegmentsAreGoneTogetherWithTheMark() throws IOException {
    for (int kept = 1; kept <= files.size(); kept++) {
      FaultyDisk copy = disk.copy();
      for (String file : files.subList(kept, files.size())) {
        copy.delete(file);
      }
      copy.delete(JournalMark.FILE);
      JournalScan scan = JournalScan.scan(copy, 0);
      assertTrue(scan.endsEpoch() && !scan.isMarked(), "kept " + kept);
      try (Journal journal = TestLog.open(copy)) {
        assertEquals(2, journal.epoch(), "kept " + kept);
        TestLog.append(journal, 5, 2);
        journal.commit(true);
      }
      assertEquals(scan.lastSequence() + 5, TestLog.read(copy).lastKey());
      assertEquals(2, JournalScan.scan(copy, 0).epoch());
    }
  }

  @Test
  void shouldRefuseSegmentsThatChangedPlaces() throws IOException {
    for (int i = 0; i < files.size(); i++) {
      for (int j = i + 1; j < files.size(); j++) {
        FaultyDisk copy = disk.copy();
        copy.overwrite(files.get(i), disk.contents(files.get(j)));
        copy.overwrite(files.get(j), disk.contents(files.get(i)));
        assertTrue(isRefused(copy), i + " and " + j);
      }
    }
  }

  @Test
  void shouldRefuseASegmentThatIsThereTwice() throws IOException {
    int last = files.size();
    for (int i = 0; i < last; i++) {
      byte[] bytes = disk.contents(files.get(i));
      for (int j = 0; j < last; j++) {
        if (i != j) {
          FaultyDisk copy = disk.copy();
          copy.overwrite(files.get(j), bytes);
          assertTrue(isRefused(copy), i + " in place of " + j);
        }
      }
      for (String name :
          List.of(
              SegmentName.of(COMMANDS + 1, last + 1),
              SegmentName.of(COMMANDS + 1, i + 1),
              SegmentName.of(1, last + 1))) {
        if (!disk.exists(SegmentName.path(name))) {
          FaultyDisk copy = disk.copy();
          put(copy, SegmentName.path(name), bytes);
          assertTrue(isRefused(copy), i + " also as " + name);
        }
      }
    }
  }

  @Test
  void shouldRefuseSegmentsOfAnotherLog() throws IOException {
    // As like as two logs can be: the same commands at the same places, but another identity.
    FaultyDisk other = log(78, 3);
    List<String> strangers = TestLog.segmentFiles(other);
    for (String file : strangers) {
      FaultyDisk copy = disk.copy();
      put(copy, file, other.contents(file));
      assertTrue(isRefused(copy), file);
    }
    FaultyDisk all = disk.copy();
    for (String file : files) {
      all.delete(file);
    }
    for (String file : strangers) {
      put(all, file, other.contents(file));
    }
    assertTrue(isRefused(all), "the mark is of the log that was there before");
    FaultyDisk marked = disk.copy();
    marked.overwrite(JournalMark.FILE, other.contents(JournalMark.FILE));
    assertTrue(isRefused(marked), "the mark of another log");
  }

  /** An older copy of a segment lacks what came later; the same log, the same name. */
  @Test
  void shouldRefuseAnOlderCopyOfTheLastSegment() throws IOException {
    FaultyDisk growing = TestLog.disk(5);
    Journal journal = TestLog.open(growing);
    List<byte[]> olds = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      TestLog.append(journal, 3, 1);
      journal.commit(true);
      olds.add(growing.contents(TestLog.segmentFiles(growing).getFirst()));
    }
    FaultyDisk killed = growing.afterCrash(CrashMode.KEEP_UNFORCED);
    String file = TestLog.segmentFiles(killed).getFirst();
    for (int i = 0; i < 3; i++) {
      killed.overwrite(file, olds.get(i));
      JournalDamage damage = assertThrows(JournalDamage.class, () -> TestLog.read(killed));
      assertEquals(file, damage.file());
      assertTrue(damage.reason().contains("through sequence 12"), damage.reason());
      assertTrue(damage.advice().contains("copied") || damage.advice().contains("copy"));
    }
    killed.overwrite(file, olds.get(3));
    assertEquals(12, TestLog.read(killed).size());
  }

  /** The mark may be older than the log, never newer: whoever copies it last is told. */
  @Test
  void shouldNoticeACopyMadeWhileTheServerRan() throws IOException {
    FaultyDisk live = TestLog.disk(5);
    Journal journal = TestLog.open(live);
    TestLog.append(journal, 3, 1);
    journal.commit(true);
    FaultyDisk copy = live.copy();
    for (int i = 0; i < 40; i++) {
      TestLog.append(journal, 3, 1);
      journal.commit(true);
    }
    copy.overwrite(JournalMark.FILE, live.contents(JournalMark.FILE));
    JournalDamage damage = assertThrows(JournalDamage.class, () -> JournalScan.scan(copy, 0));
    assertEquals(JournalMark.FILE, damage.file());
    assertEquals(123, damage.sequence());
    assertTrue(damage.reason().contains("last segments are missing"), damage.reason());
  }
}
