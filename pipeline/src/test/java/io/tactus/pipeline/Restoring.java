package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.Disk;
import io.tactus.journal.file.NioDisk;
import io.tactus.journal.simulation.FaultyDisk;
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
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What tests of backups and restores do again and again. Stateless. */
final class Restoring {
  private Restoring() {}

  static EngineConfig.Builder config() {
    return EngineTest.small().segmentBytes(1 << 14).hashEveryCommands(5);
  }

  static Engine open(Path data) throws IOException {
    return Engine.open(config().build(), NioDisk.at(data), ProgressListener.SILENT);
  }

  static long insert(EngineClient client, int rows) {
    long last = 0;
    for (int i = 0; i < rows; i++) {
      last = Ledger.insert(client, i).expectApplied().sequence();
    }
    return last;
  }

  static Path save(BackupStream backup, Path file) throws IOException {
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

  static RestoreReport restore(Disk source, Path target, RestorePoint point) throws IOException {
    return Restoration.run(source, NioDisk.at(target), point, ProgressListener.SILENT);
  }

  static List<TableHash> replayed(Disk disk, long sequence) {
    try (ReplaySession session = ReplaySession.open(disk)) {
      session.seekSequence(sequence);
      return session.hashes().tables();
    }
  }

  static void assertRefused(Disk source, RestorePoint point, String reason) {
    FaultyDisk target = new FaultyDisk(1);
    RestoreRefused refused =
        assertThrows(
            RestoreRefused.class,
            () -> Restoration.run(source, target, point, ProgressListener.SILENT));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  /** Changes a bit. */
  static void flip(Path file, int at) throws IOException {
    try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
      random.seek(at);
      int old = random.read();
      random.seek(at);
      random.write(old ^ 4);
    }
  }
}
