package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.backup.BackupDisk;
import io.tactus.pipeline.backup.BackupStream;
import io.tactus.pipeline.backup.Restoration;
import io.tactus.pipeline.backup.RestorePoint;
import io.tactus.pipeline.backup.RestoreReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backups that begin while old snapshots and segments go. */
class BackupBesideRetentionTest {
  private static final String RETENTION = "tactus-snapshot";
  private static final long LONG_SECONDS = 20;
  private static final List<DiskOperation> OF_RETENTION =
      List.of(
          DiskOperation.DELETE,
          DiskOperation.TRUNCATE,
          DiskOperation.RENAME,
          DiskOperation.FORCE_DIRECTORY);

  @TempDir Path folder;

  private static Engine open(FaultyDisk disk) {
    EngineConfig config = Restoring.config().snapshotsKept(1).build();
    return Engine.open(config, disk, ProgressListener.SILENT);
  }

  private static boolean isRetention() {
    return Thread.currentThread().getName().equals(RETENTION);
  }

  /** A gigabyte takes two seconds on a good disk; whoever wants a backup does not wait for that. */
  @ParameterizedTest
  @CsvSource({"DELETE, false", "DELETE, true", "TRUNCATE, false", "TRUNCATE, true"})
  void shouldBeginWhileASnapshotGoesSlowly(DiskOperation slow, boolean history) throws Exception {
    FaultyDisk disk = new FaultyDisk(1);
    CountDownLatch going = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    try (Engine engine = open(disk)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      insert(client, 150);
      engine.snapshot().join();
      insert(client, 150);
      disk.before(
          slow,
          () -> {
            if (isRetention()) {
              going.countDown();
              Waiting.on(gone);
            }
          });
      long kept = engine.snapshot().join().sequence();
      Waiting.on(going);
      BackupStream backup;
      try {
        backup = begin(engine, history).get(LONG_SECONDS / 2, TimeUnit.SECONDS);
      } finally {
        gone.countDown();
        disk.before(slow, null);
      }
      assertEquals(kept, backup.manifest().snapshotSequence());
      checkAfterMoreRetention(engine, client, backup);
    }
    assertEquals(0, disk.openFiles());
  }

  /** Whatever retention is at when a backup begins: what the backup reads is there to its end. */
  @Test
  void shouldKeepWhatABackupReadsWheneverItBegins() throws Exception {
    int moments = beginAt(Integer.MAX_VALUE, false);
    assertTrue(moments >= 8, "moments " + moments);
    for (int moment = 1; moment <= moments; moment++) {
      beginAt(moment, false);
      beginAt(moment, true);
    }
  }

  /** Returns how many moments there were. */
  private int beginAt(int moment, boolean history) throws Exception {
    FaultyDisk disk = new FaultyDisk(1);
    try (Engine engine = open(disk)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      insert(client, 20);
      AtomicInteger moments = new AtomicInteger();
      List<CompletableFuture<BackupStream>> begun = new ArrayList<>();
      Runnable action =
          () -> {
            if (isRetention() && moments.incrementAndGet() == moment) {
              begun.add(begin(engine, history));
              waitALittleFor(begun.getFirst());
            }
          };
      OF_RETENTION.forEach(operation -> disk.before(operation, action));
      // With the second one the first one goes, and then segments, the journal's beginning too.
      engine.snapshot().join();
      insert(client, 300);
      engine.snapshot().join();
      engine.snapshot().join(); // Its turn comes when the first one's retention is over.
      OF_RETENTION.forEach(operation -> disk.before(operation, null));
      if (!begun.isEmpty()) {
        BackupStream backup = begun.getFirst().get(LONG_SECONDS, TimeUnit.SECONDS);
        checkAfterMoreRetention(engine, client, backup);
      }
      return moments.get();
    }
  }

  private static CompletableFuture<BackupStream> begin(Engine engine, boolean history) {
    return CompletableFuture.supplyAsync(() -> engine.backup(history).orElseThrow());
  }

  /** It may have to wait for the step that this very thread is in. */
  private static void waitALittleFor(CompletableFuture<BackupStream> begun) {
    try {
      begun.get(50, TimeUnit.MILLISECONDS).manifest();
    } catch (TimeoutException e) {
      assertTrue(!begun.isDone());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void checkAfterMoreRetention(Engine engine, EngineClient client, BackupStream backup)
      throws IOException {
    insert(client, 150);
    engine.snapshot().join();
    engine.snapshot().join();
    long last = backup.manifest().sequence();
    Path file = folder.resolve("backup.tar");
    try (backup;
        FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      ByteBuffer piece = ByteBuffer.allocate(10_007);
      while (backup.read(piece.clear())) {
        channel.write(piece.flip());
      }
    }
    try (BackupDisk source = BackupDisk.open(file, ProgressListener.SILENT)) {
      RestoreReport report =
          Restoration.run(source, new FaultyDisk(2), RestorePoint.END, ProgressListener.SILENT);
      assertEquals(last, report.sequence());
    }
  }

  private static void insert(EngineClient client, int rows) {
    for (int i = 0; i < rows; i++) {
      Ledger.insert(client, i).expectApplied();
    }
  }
}
