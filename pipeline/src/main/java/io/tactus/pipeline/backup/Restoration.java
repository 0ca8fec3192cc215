package io.tactus.pipeline.backup;

import io.tactus.journal.DataFolder;
import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.file.Throttle;
import io.tactus.journal.file.WholeFile;
import io.tactus.journal.format.FolderFormat;
import io.tactus.journal.format.FormatChain;
import io.tactus.journal.snapshot.SnapshotReader;
import io.tactus.journal.snapshot.SnapshotWriter;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.plugin.PluginStore;
import io.tactus.pipeline.recovery.OtherSemantics;
import io.tactus.pipeline.recovery.PassedOver;
import io.tactus.pipeline.recovery.Replay;
import io.tactus.pipeline.recovery.ReplayParts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Restores a history, from a backup or a data folder, which is only read, into an empty folder: as
 * a log of its own with a new epoch, so that nothing written in one branch is ever taken for the
 * other. Checks what it reads, and replays what it has written before the folder opens.
 *
 * <p>Threading: one thread.
 */
public final class Restoration {
  /**
   * A new epoch leaps by a random step up to this: the log it came from goes on counting by one,
   * and another restore from it leaps elsewhere.
   */
  private static final int EPOCH_LEAP = 1 << 20;

  private final Disk source;
  private final Disk target;
  private final ProgressListener progress;
  private final RestoreEnvironment environment;

  private Restoration(
      Disk source, Disk target, ProgressListener progress, RestoreEnvironment environment) {
    this.source = source;
    this.target = target;
    this.progress = progress;
    this.environment = environment;
  }

  /**
   * Restores. When this throws, the target does not open as a data folder; delete it.
   *
   * @param source a data folder, or a {@link BackupDisk}
   * @param target an empty folder
   * @throws RestoreRefused if the history does not hold the point
   * @throws JournalDamage if what is to be restored is damaged
   * @throws OtherSemantics if it was written under other rules
   * @throws io.tactus.pipeline.recovery.StateDiverged if this program comes to another state than
   *     the history notes
   * @throws JournalFailure if a file operation fails
   */
  public static RestoreReport run(
      Disk source, Disk target, RestorePoint point, ProgressListener progress) {
    return run(source, target, point, progress, RestoreEnvironment.ofMachine());
  }

  /**
   * As {@link #run(Disk, Disk, RestorePoint, ProgressListener)}, with what else the caller brings.
   */
  public static RestoreReport run(
      Disk source,
      Disk target,
      RestorePoint point,
      ProgressListener progress,
      RestoreEnvironment environment) {
    try (DataFolder folder = DataFolder.beginUnfinished(target)) {
      return run(source, folder, point, progress, environment);
    }
  }

  /**
   * As {@link #run(Disk, Disk, RestorePoint, ProgressListener)}, into a folder that the caller has
   * begun unfinished and holds the lock of.
   */
  public static RestoreReport run(
      Disk source, DataFolder target, RestorePoint point, ProgressListener progress) {
    return run(source, target, point, progress, RestoreEnvironment.ofMachine());
  }

  private static RestoreReport run(
      Disk source,
      DataFolder target,
      RestorePoint point,
      ProgressListener progress,
      RestoreEnvironment environment) {
    RestoreReport report = new Restoration(source, target.disk(), progress, environment).run(point);
    target.finish();
    return report;
  }

  private RestoreReport run(RestorePoint point) {
    try {
      checkFormat();
      long knownMicros = source instanceof BackupDisk backup ? checked(backup).createdMicros() : 0;
      RestoreOrigin origin = RestoreOrigin.find(source, point, knownMicros, progress);
      long leap = Math.floorMod(environment.identities().getAsLong(), (long) EPOCH_LEAP);
      long epoch = origin.highestEpoch() + 1 + leap;
      long logId = environment.identities().getAsLong();
      copyPlugins();
      if (origin.snapshot() != null) {
        copySnapshot(origin, logId);
      }
      long last = JournalCopy.write(origin, point, target, logId, epoch, progress);
      if (last == 0) {
        throw new RestoreRefused(point + " is before the first command of the history");
      }
      return verify(origin, last, epoch);
    } catch (IOException e) {
      throw new JournalFailure("cannot restore", e);
    }
  }

  private void checkFormat() {
    try {
      FolderFormat.check(source, FormatChain.RELEASED);
    } catch (IOException e) {
      throw new JournalFailure("cannot read " + source.describe(FolderLayout.FORMAT), e);
    }
  }

  private static BackupManifest checked(BackupDisk backup) {
    BackupManifest manifest = backup.manifest();
    OtherSemantics.refuse(
        backup.describe(BackupManifest.NAME), manifest.sequence(), manifest.semanticsVersion());
    return manifest;
  }

  private void copyPlugins() throws IOException {
    for (String name : source.list(FolderLayout.PLUGINS)) {
      if (!PluginStore.isJar(name)) {
        continue;
      }
      String path = FolderLayout.PLUGINS + "/" + name;
      ByteBuffer jar;
      try (DiskFile file = source.openReadOnly(path)) {
        jar = ByteBuffer.allocate(Math.toIntExact(file.size()));
        file.readFully(jar, 0);
      } catch (IOException e) {
        throw new JournalFailure("cannot read " + source.describe(path), e);
      }
      String found = HexFormat.of().formatHex(BackupStream.sha256().digest(jar.array()));
      if (!found.equals(PluginStore.sha256Of(name))) {
        throw new JournalDamage(
            source.describe(path),
            0,
            0,
            "the plug-in is not what its name says: its SHA-256 is " + found,
            "Put the jar of that hash there, or delete it if no command of the history needs it.");
      }
      WholeFile.replace(target, path, jar.array());
    }
  }

  /** The same blocks under the new log's identity. */
  private void copySnapshot(RestoreOrigin origin, long logId) {
    try (SnapshotReader reader = SnapshotReader.open(source, origin.snapshot().file());
        SnapshotWriter writer =
            SnapshotWriter.create(target, reader.meta().inLog(logId), Throttle.NONE)) {
      reader.forEach(
          (kind, id, bytes, offset, length) -> {
            writer.block(kind, id, bytes, offset, length);
            progress.onProgress(
                ProgressListener.Stage.SNAPSHOT, reader.positionBytes(), reader.sizeBytes());
          });
      writer.finish();
    }
  }

  /** Recovers the new folder as a server would, and compares every hash its journal notes. */
  private RestoreReport verify(RestoreOrigin origin, long lastSequence, long epoch) {
    ReplayParts parts =
        ReplayParts.of(0, new PluginStore(target).withBuiltIn(environment.builtIn()), progress);
    try (Replay replay = Replay.open(target, Long.MAX_VALUE, parts)) {
      replay.runTo(Long.MAX_VALUE, progress);
      replay.checkAgrees();
      if (replay.sequence() != lastSequence || replay.scan().epoch() != epoch) {
        throw new IllegalStateException(
            "restored through " + lastSequence + ", found " + replay.sequence());
      }
      return new RestoreReport(
          origin.sequence(),
          replay.sequence(),
          replay.tick(),
          replay.timestampMicros(),
          epoch,
          replay.hashesCompared(),
          replay.store().hashes().tables(),
          origin.passedOver().stream().map(PassedOver::reason).toList());
    }
  }
}
