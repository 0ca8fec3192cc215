package io.tactus.pipeline;

import static io.tactus.pipeline.Restoring.assertRefused;
import static io.tactus.pipeline.Restoring.config;
import static io.tactus.pipeline.Restoring.flip;
import static io.tactus.pipeline.Restoring.insert;
import static io.tactus.pipeline.Restoring.open;
import static io.tactus.pipeline.Restoring.replayed;
import static io.tactus.pipeline.Restoring.restore;
import static io.tactus.pipeline.Restoring.save;
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
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.backup.BackupDisk;
import io.tactus.pipeline.backup.BackupStream;
import io.tactus.pipeline.backup.Restoration;
import io.tactus.pipeline.backup.RestorePoint;
import io.tactus.pipeline.backup.RestoreReport;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.storage.table.TableHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of running engines, and what restoring from them gives. */
class BackupRestoreTest {
  @TempDir Path folder;

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
