package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.Journal;
import io.tactus.journal.JournalConfig;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.NioDisk;
import io.tactus.journal.inspect.JournalVerifier;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.backup.BackupDisk;
import io.tactus.pipeline.backup.BackupManifest;
import io.tactus.pipeline.backup.BackupStream;
import io.tactus.pipeline.backup.Restoration;
import io.tactus.pipeline.backup.RestorePoint;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.recovery.OtherSemantics;
import io.tactus.pipeline.recovery.RecoverableContents;
import io.tactus.pipeline.replay.ReplaySession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another version wrote by its own rules is never replayed by the rules of this one. */
class OtherSemanticsTest {
  private static final int OTHER = ConfigCommand.SEMANTICS_VERSION + 1;

  @TempDir private Path folder;

  private final FaultyDisk disk = new FaultyDisk(1);
  private final EngineConfig config = EngineTest.small().build();

  /** One run: a snapshot, and a tail behind it without any CONFIG. Returns the snapshot's file. */
  private String run() {
    try (Engine engine = Engine.open(config, disk, ProgressListener.SILENT)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      Ledger.insert(client, 1).expectApplied();
      engine.snapshot().join();
      Ledger.insert(client, 2).expectApplied();
      return engine.snapshots().getFirst().file();
    }
  }

  private void assertRefused(String file, Executable action) {
    OtherSemantics refused = assertThrows(OtherSemantics.class, action);
    String message = refused.getMessage();
    assertEquals(OTHER, refused.found());
    assertTrue(message.contains("semantics " + OTHER + ", this program knows "), message);
    assertTrue(message.contains("file:     " + file), message);
    assertTrue(message.contains("advice:   Nothing was changed. Use a newer version"), message);
  }

  private void assertRefusedByAll(String file) throws IOException {
    byte[] before = disk.contents(file);
    assertRefused(file, () -> Engine.open(config, disk, ProgressListener.SILENT).close());
    assertRefused(
        file,
        () -> Restoration.run(disk, new FaultyDisk(2), RestorePoint.END, ProgressListener.SILENT));
    assertRefused(file, () -> JournalVerifier.verify(disk, new RecoverableContents()));
    assertArrayEquals(before, disk.contents(file));
  }

  @Test
  void shouldRefuseASnapshotOfOtherSemantics() throws IOException {
    String file = run();
    PatchedSnapshot.rewrite(disk, file, meta -> PatchedSnapshot.withSemantics(meta, OTHER));
    assertRefusedByAll(file);
    // A replay begins as far back as it can, and comes to the snapshot when it goes back.
    try (ReplaySession session = ReplaySession.open(disk)) {
      session.seekSequence(session.lastSequence());
      assertRefused(file, () -> session.seekSequence(session.lastSequence() - 1));
    }
  }

  @Test
  void shouldRefuseSettingsOfOtherSemanticsInASnapshot() {
    String file = run();
    PatchedSnapshot.rewrite(disk, file, meta -> meta, kind -> true, OTHER);
    assertRefused(file, () -> Engine.open(config, disk, ProgressListener.SILENT).close());
  }

  /** Not the next older snapshot: what follows that one was written by the other version, too. */
  @Test
  void shouldNotPassOverASnapshotOfOtherSemantics() throws IOException {
    run();
    String newer;
    try (Engine engine = Engine.open(config, disk, ProgressListener.SILENT)) {
      Ledger.insert(new EngineClient(engine), 3).expectApplied();
      engine.snapshot().join();
      newer = engine.snapshots().getFirst().file();
      assertEquals(2, engine.snapshots().size());
    }
    PatchedSnapshot.rewrite(disk, newer, meta -> PatchedSnapshot.withSemantics(meta, OTHER));
    assertRefusedByAll(newer);
  }

  /** A version with other settings says so in a body of another length, or of the same. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        Integer.BYTES,
        ConfigCommand.SIZE_BYTES - Long.BYTES,
        ConfigCommand.SIZE_BYTES,
        ConfigCommand.SIZE_BYTES + Long.BYTES
      })
  void shouldRefuseACommandOfOtherSemantics(int bodyBytes) throws IOException {
    run();
    JournalScan scan = JournalScan.scan(disk, 0);
    JournalConfig journalConfig =
        JournalConfig.builder().segmentBytes(config.segmentBytes()).build();
    try (Journal journal = Journal.open(journalConfig, disk, scan)) {
      UnsafeBuffer body = new UnsafeBuffer(new byte[ConfigCommand.SIZE_BYTES + Long.BYTES]);
      new ConfigCommand(OTHER, 60, scan.lastTick() + 1, 0, 1, 8192, 1000, 1000, 4096)
          .encode(body, 0);
      journal.append(
          RecordType.CONFIG,
          scan.lastSequence() + 1,
          scan.lastTimestampMicros(),
          scan.lastTick() + 1,
          0,
          0,
          0,
          body,
          0,
          bodyBytes);
      journal.commit(true);
    }
    List<String> segments = disk.list(FolderLayout.JOURNAL);
    String file =
        FolderLayout.JOURNAL
            + "/"
            + segments.stream().filter(name -> name.endsWith(".segment")).findFirst().orElseThrow();
    assertRefused(file, () -> Engine.open(config, disk, ProgressListener.SILENT).close());
    assertRefused(file, () -> JournalVerifier.verify(disk, new RecoverableContents()));
    assertThrows(
        OtherSemantics.class,
        () -> Restoration.run(disk, new FaultyDisk(2), RestorePoint.END, ProgressListener.SILENT));
    // What was written before it can be had.
    long last = scan.lastSequence();
    assertEquals(
        last,
        Restoration.run(
                disk, new FaultyDisk(3), RestorePoint.sequence(last), ProgressListener.SILENT)
            .sequence());
  }

  @Test
  void shouldRefuseABackupOfOtherSemantics() throws IOException {
    Path file = folder.resolve("backup.tar");
    try (Engine engine = Engine.open(config, disk, ProgressListener.SILENT)) {
      Ledger.create(new EngineClient(engine));
      try (BackupStream backup = engine.backup(false).orElseThrow();
          FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        ByteBuffer piece = ByteBuffer.allocate(1 << 16);
        while (backup.read(piece.clear())) {
          channel.write(piece.flip());
        }
      }
    }
    byte[] bytes = Files.readAllBytes(file);
    String known = "\"semanticsVersion\": ";
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(known) + known.length();
    bytes[at]++;
    Files.write(file, bytes);
    try (BackupDisk backup = BackupDisk.open(file, ProgressListener.SILENT)) {
      assertRefused(
          file + "!" + BackupManifest.NAME,
          () ->
              Restoration.run(
                  backup,
                  NioDisk.at(folder.resolve("restored")),
                  RestorePoint.END,
                  ProgressListener.SILENT));
    }
  }
}
