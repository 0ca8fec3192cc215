package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.Journal;
import io.tactus.journal.JournalConfig;
import io.tactus.journal.JournalScan;
import io.tactus.journal.Retention;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.file.ForwardingDisk;
import io.tactus.journal.inspect.JournalVerifier;
import io.tactus.journal.segment.SegmentFolder;
import io.tactus.journal.segment.SegmentHeader;
import io.tactus.journal.segment.SegmentInfo;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.backup.BackupDisk;
import io.tactus.pipeline.backup.BackupStream;
import io.tactus.pipeline.backup.Restoration;
import io.tactus.pipeline.backup.RestorePoint;
import io.tactus.pipeline.backup.RestoreReport;
import io.tactus.pipeline.recovery.RecoverableContents;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.page.Reader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A snapshot that could not be read when a command in it was voided, and can be again: it holds the
 * command, so nothing may begin from it.
 */
class StaleSnapshotTest {
  private final FaultyDisk disk = new FaultyDisk(1);
  @TempDir private Path folder;

  private SnapshotInfo stale;
  private byte[] staleBytes;
  private long voided;

  /** What the state without the command is, behind everything. */
  private StateHashes expected;

  /** Without hashes in the journal nothing else would notice. */
  private static EngineConfig.Builder config() {
    return EngineTest.small().hashEveryCommands(0).snapshotsKept(2);
  }

  private static Engine open(EngineConfig.Builder config, Disk disk) {
    return Engine.open(config.build(), disk, ProgressListener.SILENT);
  }

  private static StateHashes hashes(Engine engine) {
    try (Reader reader = engine.store().versions().register()) {
      return Store.hashes(reader.pin());
    }
  }

  private static void assertSame(StateHashes expected, StateHashes found) {
    assertEquals(expected.rows(), found.rows());
    assertEquals(expected.total(), found.total());
  }

  /** The command is in the newer of two snapshots, which the start that voids it cannot read. */
  private void voidBehindItsBack() throws IOException {
    try (Engine engine = open(config(), disk)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      Ledger.insert(client, 1).expectApplied();
      engine.snapshot().join();
      voided = Ledger.insert(client, 7).expectApplied().sequence();
      Ledger.insert(client, 8).expectApplied();
      engine.snapshot().join();
      stale = engine.snapshots().getFirst();
      Ledger.insert(client, 9).expectApplied();
    }
    staleBytes = disk.contents(stale.file());
    ForwardingDisk unreadable =
        new ForwardingDisk(disk) {
          @Override
          protected DiskFile forReading(DiskFile file) {
            return file.name().equals(stale.file()) ? new UnreadableFile(file) : file;
          }
        };
    try (Engine engine = open(config().voidSequence(voided), unreadable)) {
      assertEquals(1, engine.recovery().passedOver().size());
      Ledger.insert(new EngineClient(engine), 10).expectApplied();
      expected = hashes(engine);
      assertEquals(4, expected.rows(), "1, 8, 9 and 10");
    }
  }

  private void putBack() throws IOException {
    if (!disk.exists(stale.file())) {
      disk.create(stale.file()).close();
    }
    disk.overwrite(stale.file(), staleBytes);
  }

  @Test
  void shouldNotBeginFromIt() throws IOException {
    voidBehindItsBack();
    for (int run = 0; run < 2; run++) {
      putBack();
      try (Engine engine = open(config(), disk)) {
        assertSame(expected, hashes(engine));
        List<String> passedOver = engine.recovery().passedOver();
        assertEquals(1, passedOver.size(), passedOver::toString);
        assertTrue(passedOver.getFirst().contains(stale.file()), passedOver::toString);
        assertTrue(passedOver.getFirst().contains("sequence " + voided), passedOver::toString);
        assertTrue(!engine.snapshots().contains(stale), "it is out of the way");
        assertTrue(disk.exists(stale.file() + ".bad"), "and not gone");
      }
    }
    try (Engine engine = open(config(), disk)) {
      assertSame(expected, hashes(engine));
      assertEquals(List.of(), engine.recovery().passedOver());
    }
  }

  /** The start that voids takes it away already, unread. */
  @Test
  void shouldTakeItOutOfTheWayWhereItIsVoided() throws IOException {
    voidBehindItsBack();
    assertEquals(
        List.of(),
        disk.list(FolderLayout.SNAPSHOTS).stream().filter(stale.file()::endsWith).toList());
    assertTrue(disk.exists(stale.file() + ".bad"));
  }

  @Test
  void shouldNotRestoreOrReplayFromIt() throws IOException {
    voidBehindItsBack();
    putBack();
    RestoreReport report =
        Restoration.run(disk, new FaultyDisk(2), RestorePoint.END, ProgressListener.SILENT);
    assertEquals(1, report.passedOver().size());
    assertTrue(report.passedOver().getFirst().contains(stale.file()));
    disk.overwrite(firstSnapshot().file(), new byte[100]);
    assertEquals(expected.total(), replayedTotal(), "from the beginning");
  }

  private long replayedTotal() {
    try (ReplaySession session = ReplaySession.open(disk)) {
      session.seekSequence(session.lastSequence());
      return session.hashes().total();
    }
  }

  private SnapshotInfo firstSnapshot() {
    return new SnapshotFolder(disk).list().getLast();
  }

  @Test
  void shouldSayThatItIsPassedOverAndTheFolderWhole() throws IOException {
    voidBehindItsBack();
    putBack();
    JournalVerifier.Report report = JournalVerifier.verify(disk, new RecoverableContents());
    assertTrue(report.ok(), () -> report.lines().toString());
    assertEquals(1, report.notes().size(), () -> report.notes().toString());
    assertTrue(report.notes().getFirst().contains(stale.file()), report.notes().getFirst());
  }

  /**
   * Put back behind a newer one: a start that needs an older one goes back to the one before it.
   */
  @Test
  void shouldNotCountAsOneOfTheSnapshotsToKeep() throws IOException {
    voidBehindItsBack();
    SnapshotInfo first = firstSnapshot();
    try (Engine engine = open(config(), disk)) {
      engine.snapshot().join();
    }
    putBack();
    SnapshotInfo newest = new SnapshotFolder(disk).list().getFirst();
    JournalConfig journalConfig = JournalConfig.builder().segmentBytes(1 << 20).build();
    try (Journal journal = Journal.open(journalConfig, disk, JournalScan.scan(disk, 0))) {
      new Retention(2).apply(new SnapshotFolder(disk), journal);
    }
    assertEquals(List.of(newest, stale, first), new SnapshotFolder(disk).list());
    disk.overwrite(newest.file(), new byte[100]);
    try (Engine engine = open(config(), disk)) {
      assertSame(expected, hashes(engine));
      assertEquals(first.sequence(), engine.recovery().snapshotSequence());
    }
  }

  /** Then nothing goes, and an operator must see that before the disk is full. */
  @Test
  void shouldCountThatRetentionFailsWhereNothingTellsWhatWasVoided() throws IOException {
    voidBehindItsBack();
    try (Engine engine = open(config(), disk)) {
      SegmentInfo segment =
          SegmentFolder.list(disk).stream()
              .filter(later -> later.epoch() > 1)
              .findFirst()
              .orElseThrow();
      byte[] bytes = disk.contents(segment.file());
      bytes[SegmentHeader.SIZE_BYTES] ^= 1;
      disk.overwrite(segment.file(), bytes);
      engine.snapshot().join();
      // Retention comes after the reply.
      Waiting.until(() -> engine.snapshotStatistics().retentionFailed() == 1, "a failure counted");
      assertTrue(engine.snapshotStatistics().lastFailure().contains(segment.file()));
      assertEquals(2, engine.snapshots().size());
    }
  }

  /** Put back while a server runs, which does not look at it again. */
  @Test
  void shouldNotBackItUp() throws IOException {
    voidBehindItsBack();
    for (boolean history : new boolean[] {false, true}) {
      Path file = folder.resolve("backup-" + history);
      try (Engine engine = open(config(), disk)) {
        putBack();
        save(engine.backup(history).orElseThrow(), file);
      }
      try (BackupDisk backup = BackupDisk.open(file, ProgressListener.SILENT)) {
        assertTrue(
            backup.list(FolderLayout.SNAPSHOTS).stream().noneMatch(stale.file()::endsWith),
            "history " + history);
        RestoreReport report =
            Restoration.run(backup, new FaultyDisk(2), RestorePoint.END, ProgressListener.SILENT);
        assertEquals(List.of(), report.passedOver());
      }
    }
  }

  private static void save(BackupStream backup, Path file) throws IOException {
    try (backup;
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer piece = ByteBuffer.allocate(1 << 16);
      while (backup.read(piece.clear())) {
        channel.write(piece.flip());
      }
    }
  }
}
