package io.tactus.pipeline;

import io.tactus.journal.DataFolder;
import io.tactus.journal.file.Disk;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.apply.DryRun;
import io.tactus.pipeline.apply.ReplySink;
import io.tactus.pipeline.backup.BackupStream;
import io.tactus.pipeline.change.ChangeLog;
import io.tactus.pipeline.disk.DiskReport;
import io.tactus.pipeline.plugin.ProcedureCatalog;
import io.tactus.storage.Store;
import io.tactus.storage.page.Version;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;

/**
 * A running database over a data folder: recovered, journaling, beating. This class is what its
 * callers hold, and the life of it: in which order the parts start, what they can be asked, in
 * which order they end. What the parts are, and how they are connected, is the {@link Pipeline}.
 *
 * <p>Threading: any thread, except that a {@link Submitter} belongs to one.
 */
public final class Engine implements AutoCloseable {
  private final EngineConfig config;
  private final EngineHealth health;
  private final DataFolder folder;
  private final RecoveryReport recovery;
  private final Pipeline pipeline;

  private Engine(
      EngineConfig config,
      Environment environment,
      EngineHealth health,
      Startup startup,
      Drive drive) {
    this.config = config;
    this.health = health;
    this.folder = startup.folder();
    this.recovery = startup.report();
    this.pipeline = new Pipeline(config, environment, health, startup, drive);
  }

  /**
   * Takes the folder's lock, recovers the state from snapshot and journal, and starts.
   *
   * @throws io.tactus.journal.JournalDamage if the folder is damaged; nothing was changed
   * @throws io.tactus.journal.JournalFailure if a file operation failed, or the folder is locked
   */
  public static Engine open(EngineConfig config, Disk disk, ProgressListener progress) {
    return open(config, disk, progress, EngineClock.SYSTEM);
  }

  /** As {@link #open(EngineConfig, Disk, ProgressListener)}, with a clock of the caller's. */
  public static Engine open(
      EngineConfig config, Disk disk, ProgressListener progress, EngineClock clock) {
    return open(config, disk, progress, Environment.with(clock), Drive.THREADS);
  }

  static Engine open(
      EngineConfig config,
      Disk disk,
      ProgressListener progress,
      Environment environment,
      Drive drive) {
    Startup startup = Startup.recover(config, disk, progress, environment);
    EngineHealth health = new EngineHealth();
    Engine engine;
    try {
      engine = new Engine(config, environment, health, startup, drive);
    } catch (RuntimeException | Error e) {
      startup.close();
      throw e;
    }
    Pipeline pipeline = engine.pipeline;
    pipeline.consumers.start();
    try {
      // The engine's own settings go in before it is running, which admission would wait for.
      Submitter early = pipeline.submitter(() -> {}, EngineHealth.well());
      startup.journalSettings(early, health, pipeline.consumers::pause);
      pipeline.diskWatch.poll();
      health.running();
      if (drive == Drive.THREADS) {
        pipeline.diskWatch.start();
        pipeline.tickThread.start();
      }
      pipeline.snapshots.start();
      return engine;
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /** The settings it was opened with. */
  public EngineConfig config() {
    return config;
  }

  /** The state: published versions are for everybody, the rest for the applying thread only. */
  public Store store() {
    return pipeline.store;
  }

  /**
   * A door for one thread. It stays until the engine closes.
   *
   * @param wake runs on the applying thread, at most once until the next drain, when replies wait;
   *     must be quick and must not throw
   */
  public Submitter submitter(Runnable wake) {
    return pipeline.submitter(wake, health);
  }

  public EngineStatus status() {
    EngineStatus status = health.status();
    return status == EngineStatus.RUNNING && !pipeline.consumers.isAlive()
        ? EngineStatus.HALTED
        : status;
  }

  /** Why the engine is {@link EngineStatus#FAILED} or {@link EngineStatus#HALTED}, or null. */
  public Throwable failure() {
    return health.failure();
  }

  /** The procedures in force. */
  public ProcedureCatalog procedures() {
    return pipeline.procedures;
  }

  /**
   * Tells what a command would do if it were the next one; nothing is journaled or changed.
   *
   * @param version pinned by the caller
   * @param body off heap, from offset 0
   * @param out is told once, before this returns, what came of it
   * @throws io.tactus.storage.Rejection MEMORY_LIMIT if it changes more pages than a trial may
   */
  public void dryRun(
      Version version,
      int type,
      long schemaVersion,
      long caller,
      DirectBuffer body,
      int length,
      ReplySink out) {
    DryRun.run(
        pipeline.store,
        version,
        pipeline.state,
        type,
        schemaVersion,
        caller,
        body,
        length,
        out,
        pipeline.refusals::onTried);
  }

  public EngineStatistics statistics() {
    return pipeline.statistics;
  }

  /** Row changes for change feeds. */
  public ChangeLog changes() {
    return pipeline.changes;
  }

  /** How the disk is. */
  public DiskReport disk() {
    return pipeline.diskWatch.report();
  }

  /** How the journal is. */
  public JournalStatistics journalStatistics() {
    return new JournalStatistics(
        pipeline.journal.writtenBytes(),
        pipeline.journal.writtenSequence(),
        pipeline.journal.forcedSequence(),
        pipeline.journalHandler.failedFromSequence() != Long.MAX_VALUE);
  }

  /** The log epoch being written. */
  public long epoch() {
    return pipeline.journal.epoch();
  }

  /** The number of the last beat that began. */
  public long tick() {
    return pipeline.beat.lastTick();
  }

  /** The snapshots in the folder, newest first. Reads the folder. */
  public List<SnapshotInfo> snapshots() {
    return new SnapshotFolder(folder.disk()).list();
  }

  /** How the engine came to its state when it was opened. */
  public RecoveryReport recovery() {
    return recovery;
  }

  /** How snapshots have gone since the start. */
  public SnapshotStatistics snapshotStatistics() {
    return pipeline.snapshots.statistics();
  }

  /** Takes a snapshot in the background, one at a time; calls that wait for their turn share it. */
  public CompletableFuture<SnapshotInfo> snapshot() {
    return pipeline.snapshots.take();
  }

  /**
   * Begins a backup of everything applied by now; commands go on meanwhile. Reads files first, so
   * it blocks for that long.
   *
   * @param history all that is retained instead of the newest snapshot and what follows it
   * @return to be closed; empty if a backup is under way already
   * @throws IllegalStateException if the journal has failed, or the engine is closing
   */
  public Optional<BackupStream> backup(boolean history) {
    return pipeline.backups.begin(history);
  }

  /**
   * Refuses new commands, answers those admitted, stops the threads, closes the journal. Replies
   * not drained yet can still be drained. Whoever reads the store must have stopped before.
   */
  @Override
  public void close() {
    if (!health.closing()) {
      return;
    }
    pipeline.diskWatch.close();
    pipeline.tickThread.close();
    pipeline.backups.close();
    pipeline.snapshots.close();
    Shutdown.drain(pipeline.ring, pipeline.processor, pipeline.consumers);
    pipeline.consumers.close();
    pipeline.workers.close();
    try {
      pipeline.processor.noteHash();
      pipeline.journalHandler.commitLastNote();
      pipeline.journal.close();
    } finally {
      try {
        pipeline.store.close();
      } finally {
        folder.close();
        health.closed();
      }
    }
  }
}
