package io.tactus.pipeline;

import static io.tactus.pipeline.Restoring.assertRefused;
import static io.tactus.pipeline.Restoring.config;
import static io.tactus.pipeline.Restoring.flip;
import static io.tactus.pipeline.Restoring.insert;
import static io.tactus.pipeline.Restoring.open;
import static io.tactus.pipeline.Restoring.replayed;
import static io.tactus.pipeline.Restoring.restore;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.NioDisk;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.segment.SegmentInfo;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.ProgressListener.Stage;
import io.tactus.pipeline.backup.Restoration;
import io.tactus.pipeline.backup.RestorePoint;
import io.tactus.pipeline.backup.RestoreReport;
import io.tactus.storage.table.TableHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What restoring from a data folder gives, be it whole, damaged or not complete. */
class FolderRestoreTest {
  @TempDir Path folder;

  @Test
  void shouldRestoreADataFolderByTickAndTimeAcrossEpochs() throws IOException {
    Path data = folder.resolve("data");
    for (int run = 0; run < 3; run++) {
      EngineConfig newEpoch = config().newEpoch(run > 0).build();
      try (Engine engine = Engine.open(newEpoch, NioDisk.at(data), ProgressListener.SILENT)) {
        EngineClient client = new EngineClient(engine);
        if (run == 0) {
          Ledger.create(client);
        }
        insert(client, 30);
        assertEquals(run + 1, engine.epoch());
      }
    }
    Disk live = NioDisk.existing(data);
    JournalScan scan = JournalScan.scan(live, 0);
    long[] times = new long[(int) scan.lastSequence() + 1];
    long[] ticks = new long[times.length];
    scan.forEach(
        1,
        (header, body, offset) -> {
          if (RecordType.isCommand(header.type())) {
            times[(int) header.sequence()] = header.timestampMicros();
            ticks[(int) header.sequence()] = header.tick();
          }
        });
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 6; i++) {
      int at = random.nextInt(2, times.length);
      boolean byTime = i % 2 == 0;
      int expected = at;
      long[] places = byTime ? times : ticks;
      while (expected + 1 < times.length && places[expected + 1] <= places[at]) {
        expected++;
      }
      RestorePoint point = byTime ? RestorePoint.time(times[at]) : RestorePoint.tick(ticks[at]);
      Path target = folder.resolve("restored-" + i);
      RestoreReport report = restore(live, target, point);
      assertEquals(expected, report.sequence(), point.toString());
      assertEquals(replayed(live, expected), report.tables());
      JournalScan restored = JournalScan.scan(NioDisk.existing(target), 0);
      for (long sequence = 1; sequence <= expected; sequence++) {
        assertEquals(scan.epochOf(sequence), restored.epochOf(sequence));
      }
      assertTrue(restored.epoch() > 3, "epoch " + restored.epoch());
    }
    assertRefused(live, RestorePoint.sequence(0), "before the first command");
  }

  /** First what is to be restored is checked, then it is copied, then the copy is replayed. */
  @Test
  void shouldTellHowFarItIsInEachOfItsPasses() throws IOException {
    Path data = filled(100, 100);
    List<Stage> heard = new ArrayList<>();
    Restoration.run(
        NioDisk.existing(data),
        NioDisk.at(folder.resolve("restored")),
        RestorePoint.END,
        (stage, done, of) -> {
          assertTrue(of > 0 && done <= of, () -> stage + ": " + done + " of " + of);
          if (heard.isEmpty() || heard.getLast() != stage) {
            heard.add(stage);
          }
        });
    assertEquals(
        List.of(Stage.SNAPSHOT, Stage.CHECK, Stage.SNAPSHOT, Stage.CHECK, Stage.JOURNAL), heard);
  }

  /** A damaged folder still holds all that is before the damage. */
  @Test
  void shouldRestoreADamagedFolderUpToTheDamage() throws IOException {
    Path data = filled(100, 400);
    Disk disk = NioDisk.existing(data);
    JournalScan whole = JournalScan.scan(disk, 0);
    assertTrue(whole.segments().size() > 4, "segments " + whole.segments().size());
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 6; i++) {
      long bad = random.nextLong(150, 480);
      List<TableHash> before = replayed(disk, bad - 1);
      long[] place = new long[1];
      whole.forEach(
          bad,
          (header, body, offset) -> {
            if (header.sequence() == bad && RecordType.isCommand(header.type())) {
              place[0] = offset + 3L;
            }
          });
      Path segment = data.resolve(fileOf(whole, bad));
      flip(segment, (int) place[0]);
      assertDamagedAt(disk, RestorePoint.END, bad);
      assertDamagedAt(disk, RestorePoint.sequence(bad), bad);
      assertEquals(before, restoredTo(disk, bad - 1, "flipped-" + i));
      restoredTo(disk, 120, "earlier-" + i);
      flip(segment, (int) place[0]);
    }
  }

  @Test
  void shouldRestoreWhatIsBeforeAMissingSegment() throws IOException {
    Path data = folder.resolve("data");
    try (Engine engine = open(data)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      insert(client, 400);
    }
    Disk disk = NioDisk.existing(data);
    JournalScan whole = JournalScan.scan(disk, 0);
    int count = whole.segments().size();
    for (int gone : new int[] {1, count / 2, count - 1}) {
      Path segment = data.resolve(whole.segments().get(gone).file());
      long last = whole.segments().get(gone).firstSequence() - 1;
      List<TableHash> before = replayed(disk, last);
      Path aside = folder.resolve("aside");
      Files.move(segment, aside);
      assertThrows(
          JournalDamage.class, () -> restore(disk, folder.resolve("none"), RestorePoint.END));
      assertEquals(before, restoredTo(disk, last, "cut-" + gone));
      assertThrows(
          JournalDamage.class,
          () -> restore(disk, folder.resolve("behind"), RestorePoint.sequence(last + 1)));
      byte[] noHeader = Files.readAllBytes(aside);
      noHeader[20] ^= 1;
      Files.write(segment, noHeader);
      assertEquals(before, restoredTo(disk, last, "header-" + gone));
      Files.delete(segment);
      Files.move(aside, segment);
      remove(folder.resolve("none"));
      remove(folder.resolve("behind"));
    }
  }

  /** The last segments are gone and a snapshot is newer than what is left: it is what is left. */
  @Test
  void shouldRestoreFromASnapshotAloneWhenTheJournalEndsBeforeIt() throws IOException {
    Path data = folder.resolve("data");
    long sequence;
    try (Engine engine = open(data)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      insert(client, 400);
      sequence = engine.snapshot().join().sequence();
    }
    Disk disk = NioDisk.existing(data);
    List<TableHash> before = replayed(disk, sequence);
    Files.delete(data.resolve(JournalScan.scan(disk, 0).segments().getLast().file()));
    Files.delete(data.resolve("journal/mark"));
    JournalDamage damage =
        assertThrows(JournalDamage.class, () -> open(data).close(), "started on less");
    assertTrue(damage.advice().contains("--at seq:" + sequence), damage.advice());
    assertEquals(before, restoredTo(disk, sequence, "restored"));
  }

  /** A data folder with so many rows, then a snapshot, then so many more. */
  private Path filled(int rows, int more) throws IOException {
    Path data = folder.resolve("data");
    try (Engine engine = open(data)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      insert(client, rows);
      engine.snapshot().join();
      insert(client, more);
    }
    return data;
  }

  private static String fileOf(JournalScan scan, long sequence) {
    String file = "";
    for (SegmentInfo segment : scan.segments()) {
      file = segment.firstSequence() <= sequence ? segment.file() : file;
    }
    return file;
  }

  private List<TableHash> restoredTo(Disk disk, long sequence, String name) throws IOException {
    RestoreReport report = restore(disk, folder.resolve(name), RestorePoint.sequence(sequence));
    assertEquals(sequence, report.sequence());
    try (Engine engine = open(folder.resolve(name))) {
      insert(new EngineClient(engine), 1);
    }
    return report.tables();
  }

  private void assertDamagedAt(Disk source, RestorePoint point, long sequence) {
    JournalDamage damage =
        assertThrows(
            JournalDamage.class,
            () -> Restoration.run(source, new FaultyDisk(1), point, ProgressListener.SILENT));
    assertEquals(sequence, damage.sequence());
    assertTrue(damage.advice().contains("--at seq:" + (sequence - 1)), damage.advice());
  }

  private static void remove(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
