package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.DataFolder;
import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.NioDisk;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.segment.SegmentInfo;
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.backup.BackupDisk;
import io.tactus.pipeline.backup.BackupStream;
import io.tactus.pipeline.backup.Restoration;
import io.tactus.pipeline.backup.RestorePoint;
import io.tactus.pipeline.backup.RestoreRefused;
import io.tactus.pipeline.backup.RestoreReport;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.storage.table.TableHash;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of running engines, and what restoring from them gives. */
class BackupRestoreTest {
  @TempDir Path folder;

  private EngineConfig.Builder config() {
    return EngineTest.small().segmentBytes(1 << 14).hashEveryCommands(5);
  }

  private Engine open(Path data) throws IOException {
    return Engine.open(config().build(), NioDisk.at(data), ProgressListener.SILENT);
  }

  private static long insert(EngineClient client, int rows) {
    long last = 0;
    for (int i = 0; i < rows; i++) {
      last = Ledger.insert(client, i).expectApplied().sequence();
    }
    return last;
  }

  private static Path save(BackupStream backup, Path file) throws IOException {
    try (backup;
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer piece = ByteBuffer.allocate(10_007);
      while (backup.read(piece.clear())) {
        channel.write(piece.flip());
      }
      assertEquals(backup.sizeBytes(), channel.size());
    }
    return file;
  }

  private static RestoreReport restore(Disk source, Path target, RestorePoint point)
      throws IOException {
    return Restoration.run(source, NioDisk.at(target), point, ProgressListener.SILENT);
  }

  private static List<TableHash> replayed(Disk disk, long sequence) {
    try (ReplaySession session = ReplaySession.open(disk)) {
      session.seekSequence(sequence);
      return session.hashes().tables();
    }
  }

  @Test
  void shouldRestoreABackupToAnyPointWhileTheServerGoesOn() throws IOException {
    Path data = folder.resolve("data");
    Path file = folder.resolve("backup.tar");
    long middle;
    long last;
    try (Engine engine = open(data)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      insert(client, 300);
      engine.snapshot().join();
      middle = insert(client, 300);
      last = insert(client, 100);
      BackupStream backup = engine.backup(false).orElseThrow();
      assertEquals(last, backup.manifest().sequence());
      assertTrue(engine.backup(false).isEmpty(), "two at once");
      insert(client, 200);
      save(backup, file);
      insert(client, 10);
      engine.backup(false).orElseThrow().close();
    }
    Disk live = NioDisk.existing(data);
    try (BackupDisk backup = BackupDisk.open(file, ProgressListener.SILENT)) {
      for (long point : new long[] {backup.manifest().snapshotSequence(), middle, middle + 1}) {
        Path target = folder.resolve("at-" + point);
        RestoreReport report = restore(backup, target, RestorePoint.sequence(point));
        assertEquals(point, report.sequence());
        assertEquals(replayed(live, point), report.tables());
      }
      RestoreReport report = restore(backup, folder.resolve("end"), RestorePoint.END);
      assertEquals(last, report.sequence());
      assertTrue(report.hashesCompared() > 10);
      assertEquals(replayed(live, last), report.tables());
      assertRefused(backup, RestorePoint.sequence(last + 1), "newest point is sequence " + last);
      assertRefused(backup, RestorePoint.sequence(10), "oldest point is sequence ");
      assertRefused(backup, RestorePoint.tick(1L << 40), "later than the history");
      assertRefused(backup, RestorePoint.time(1L << 60), "later than the history");
    }
    try (Engine engine = open(folder.resolve("end"))) {
      long epoch = engine.epoch();
      assertTrue(epoch > 1);
      insert(new EngineClient(engine), 20);
      engine.snapshot().join();
    }
    assertNotEquals(
        JournalScan.scan(live, 0).logId(),
        JournalScan.scan(NioDisk.existing(folder.resolve("end")), last + 1).logId());
  }

  /** Not even an error may leave the one place that there is for a backup taken. */
  @Test
  void shouldTakeABackupAfterOneThatEndedInAnError() throws IOException {
    FaultyDisk disk = new FaultyDisk(1);
    try (Engine engine = Engine.open(config().build(), disk, ProgressListener.SILENT)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      long last = insert(client, 50);
      disk.before(
          DiskOperation.READ,
          () -> {
            throw new OutOfMemoryError("as if");
          });
      OutOfMemoryError failure =
          assertThrows(OutOfMemoryError.class, () -> engine.backup(true).isEmpty());
      assertEquals("as if", failure.getMessage());
      disk.before(DiskOperation.READ, () -> {});

      try (BackupStream backup = engine.backup(true).orElseThrow()) {
        assertEquals(last, backup.manifest().sequence());
        save(backup, folder.resolve("after.tar"));
      }
      insert(client, 1);
    }
  }

  private void assertRefused(Disk source, RestorePoint point, String reason) {
    FaultyDisk target = new FaultyDisk(1);
    RestoreRefused refused =
        assertThrows(
            RestoreRefused.class,
            () -> Restoration.run(source, target, point, ProgressListener.SILENT));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

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

  /** A damaged folder still holds all that is before the damage. */
  @Test
  void shouldRestoreADamagedFolderUpToTheDamage() throws IOException {
    Path data = folder.resolve("data");
    try (Engine engine = open(data)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      insert(client, 100);
      engine.snapshot().join();
      insert(client, 400);
    }
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

  /**
   * Cut anywhere, or with any byte changed: never restored from, unless what is restored is, row by
   * row, what the good one gives.
   */
  @Test
  void shouldRefuseADamagedBackup() throws IOException {
    Path file = folder.resolve("backup.tar");
    try (Engine engine = open(folder.resolve("data"))) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      insert(client, 20);
      engine.snapshot().join();
      insert(client, 5);
      save(engine.backup(true).orElseThrow(), file);
    }
    BackupDisk.open(file, ProgressListener.SILENT).close();
    byte[] good = Files.readAllBytes(file);
    Path bad = folder.resolve("bad.tar");
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 200; i++) {
      // The tar's own end, two records of zeros, says nothing that the manifest does not.
      int length = i < 50 ? i * 512 : random.nextInt(good.length - 1024 - 512);
      Files.write(bad, java.util.Arrays.copyOf(good, Math.min(length, good.length - 2048)));
      assertThrows(
          JournalDamage.class,
          () -> BackupDisk.open(bad, ProgressListener.SILENT),
          "cut to " + length);
    }
    Files.write(bad, good);
    List<TableHash> whole = restored(bad);
    int refused = 0;
    int same = 0;
    for (int i = 0; i < 300; i++) {
      int at = random.nextInt(good.length);
      flip(bad, at);
      try {
        // Padding and the tar's own headers (dates, owners) may change without harm.
        assertEquals(whole, restored(bad), "byte " + at);
        same++;
      } catch (JournalDamage e) {
        refused++;
      }
      flip(bad, at);
    }
    assertTrue(refused > 200 && same > 5, "refused " + refused + ", as good as whole " + same);
  }

  /** The tables that restoring a whole backup gives. */
  private static List<TableHash> restored(Path file) throws IOException {
    FaultyDisk target = new FaultyDisk(1);
    try (BackupDisk disk = BackupDisk.open(file, ProgressListener.SILENT)) {
      RestorePoint point = RestorePoint.sequence(disk.manifest().sequence());
      RestoreReport report = Restoration.run(disk, target, point, ProgressListener.SILENT);
      try (ReplaySession session = ReplaySession.open(target)) {
        session.seekSequence(session.lastSequence());
        assertEquals(report.tables(), session.hashes().tables());
      }
      return report.tables();
    }
  }

  private static void flip(Path file, int at) throws IOException {
    try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
      random.seek(at);
      int old = random.read();
      random.seek(at);
      random.write(old ^ 4);
    }
  }

  /** A backup is pulled slowly: what it reads must stay, and go once it is done. */
  @Test
  void shouldHoldWhatABackupReadsAgainstRetention() throws IOException {
    Path data = folder.resolve("data");
    EngineConfig config = config().snapshotsKept(1).build();
    try (Engine engine = Engine.open(config, NioDisk.at(data), ProgressListener.SILENT)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      insert(client, 200);
      engine.snapshot().join();
      insert(client, 200);
      BackupStream backup = engine.backup(false).orElseThrow();
      long held = backup.manifest().snapshotSequence();
      for (int i = 0; i < 3; i++) {
        insert(client, 200);
        engine.snapshot().join();
      }
      assertEquals(held, engine.snapshots().getLast().sequence());
      save(backup, folder.resolve("backup.tar"));
      insert(client, 200);
      engine.snapshot().join();
      // The future completes before retention has run; the next one comes after it.
      engine.snapshot().join();
      assertNotEquals(held, engine.snapshots().getLast().sequence());
    }
    try (BackupDisk disk = BackupDisk.open(folder.resolve("backup.tar"), ProgressListener.SILENT)) {
      restore(disk, folder.resolve("restored"), RestorePoint.END);
    }
  }

  @Test
  void shouldNotOpenAnUnfinishedFolderNorRestoreIntoAFullOne() throws IOException {
    FaultyDisk disk = new FaultyDisk(1);
    DataFolder.beginUnfinished(disk).close();
    JournalDamage damage = assertThrows(JournalDamage.class, () -> DataFolder.open(disk));
    assertTrue(damage.reason().contains("unfinished"), damage.reason());
    assertThrows(IllegalArgumentException.class, () -> DataFolder.beginUnfinished(disk));
    assertFalse(disk.list(FolderLayout.PLUGINS).iterator().hasNext());
  }
}
