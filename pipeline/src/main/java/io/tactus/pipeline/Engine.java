package io.tactus.pipeline;

import io.tactus.journal.DataFolder;
import io.tactus.journal.HistoryHolds;
import io.tactus.journal.Journal;
import io.tactus.journal.file.Disk;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.apply.Applier;
import io.tactus.pipeline.apply.ApplyState;
import io.tactus.pipeline.apply.DryRun;
import io.tactus.pipeline.apply.ReplyRings;
import io.tactus.pipeline.apply.ReplySink;
import io.tactus.pipeline.apply.TickProcessor;
import io.tactus.pipeline.backup.BackupService;
import io.tactus.pipeline.backup.BackupStream;
import io.tactus.pipeline.change.ChangeLog;
import io.tactus.pipeline.command.ReplyEncoder;
import io.tactus.pipeline.disk.DiskReport;
import io.tactus.pipeline.disk.DiskWatch;
import io.tactus.pipeline.journal.HashNotes;
import io.tactus.pipeline.journal.JournalHandler;
import io.tactus.pipeline.plugin.ProcedureCatalog;
import io.tactus.pipeline.recovery.Replay;
import io.tactus.pipeline.ring.AdmissionLimits;
import io.tactus.pipeline.ring.CommandRing;
import io.tactus.pipeline.ring.Control;
import io.tactus.pipeline.ring.LargeBuffers;
import io.tactus.pipeline.ring.ReclaimFrames;
import io.tactus.pipeline.ring.ReplyRing;
import io.tactus.pipeline.ring.RingSubmitter;
import io.tactus.pipeline.tick.BeatTime;
import io.tactus.pipeline.tick.TickClock;
import io.tactus.pipeline.tick.TickThread;
import io.tactus.storage.Store;
import io.tactus.storage.page.Version;
import io.tactus.storage.parallel.ParallelWorkers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;

/**
 * A running database over a data folder: recovered, journaling, beating. This class is the wiring
 * of the whole pipeline; everything it connects lives elsewhere.
 *
 * <pre>
 *  0  Startup           lock, recover, open the journal behind what was found
 *  1  RingSubmitter     admission, one per IO thread          ┐
 *     TickClock         the beat, on its own thread           ├─►  CommandRing
 *     SnapshotService   control events                        ┘
 *  2  JournalHandler    sequence, time, tick; append; one force per batch
 *     DiskWatch         has admission refuse while the disk has no room
 *  3  TickProcessor     Applier; then Store.publish, ChangeLog.publish
 *  4  ReplyRings        replies, one wake-up per IO thread per batch
 * </pre>
 *
 * <p>Threading: any thread, except that a {@link Submitter} belongs to one.
 */
public final class Engine implements AutoCloseable {
  private final EngineConfig config;
  private final EngineClock clock;
  private final EngineHealth health;
  private final DataFolder folder;
  private final Store store;
  private final ApplyState state;
  private final Journal journal;
  private final CommandRing ring;
  private final LargeBuffers largeBuffers;
  private final ReclaimFrames reclaim;
  private final ReplyRings replies = new ReplyRings();
  private final ChangeLog changes;
  private final StageStatistics statistics;
  private final TickProcessor processor;
  private final JournalHandler journalHandler;
  private final Consumers consumers;
  private final Beat beat;
  private final TickClock tickClock;
  private final BeatTime beatTime;
  private final TickThread tickThread;
  private final RecoveryReport recovery;
  private final SnapshotService snapshots;
  private final BackupService backups;
  private final ProcedureCatalog procedures;
  private final ParallelWorkers workers;
  private final DiskWatch diskWatch;
  private final RefusalLog refusals = new RefusalLog();

  /** Who runs the stages and the beat. */
  enum Drive {
    /** Threads of the engine's own. */
    THREADS,
    /** The caller, step by step. */
    STEPPED
  }

  private Engine(
      EngineConfig config,
      Environment environment,
      EngineHealth health,
      Startup startup,
      Drive drive) {
    this.config = config;
    this.clock = environment.clock();
    this.health = health;
    this.folder = startup.folder();
    this.journal = startup.journal();

    // 0: what recovery found.
    recovery = startup.report();
    Replay recovered = startup.recovered();
    store = recovered.store();
    state = recovered.state();
    store.limitCommandsInFlight(config.ringSlots());
    changes = startup.changes();

    // 1: the ring, and what feeds it besides the submitters.
    ring = new CommandRing(config.ringSlots(), config.slotBytes(), config.waitStrategy().create());
    reclaim = new ReclaimFrames(ring, store.versions());
    largeBuffers = new LargeBuffers(config.largeBuffers(), config.maxCommandBytes());
    statistics = new StageStatistics(ring);
    StageTimes times = new StageTimes(clock, statistics, config.ringSlots());
    beat = new Beat(ring, state, config.applyMode(), statistics, startup.config(), health);
    tickClock = new TickClock(startup.beats(), beat);
    beatTime = startup.beatTime(clock);
    tickThread = new TickThread(tickClock, beatTime, (thread, e) -> onBeatFailed(e));

    // 2: journal.
    HashNotes hashNotes = new HashNotes();
    journalHandler =
        new JournalHandler(
            journal,
            clock,
            tickClock::announcedTick,
            hashNotes,
            health,
            startup.lastTimestampMicros(),
            recovered.tick());

    diskWatch =
        new DiskWatch(
            folder.disk(),
            journal,
            config.diskLimits(),
            health,
            times::journalBusyNs,
            journalHandler::condemn);

    // 3: apply, and what is kept of it.
    HistoryHolds holds = new HistoryHolds();
    snapshots =
        new SnapshotService(
            config, store, journal, ring, journalHandler, state, folder, holds, clock, drive);
    backups =
        new BackupService(
            folder.disk(),
            holds,
            () -> statistics().appliedSequence(),
            snapshots::forceThrough,
            clock::wallMicros);
    Applier applier = new Applier(state, startup.plugins(), changes, refusals::onRefused);
    processor =
        new TickProcessor(
            new TickProcessor.Parts(
                store,
                applier,
                state,
                journalHandler,
                replies,
                changes,
                hashNotes,
                new ProcessorEvents(times, statistics, beat, tickThread, snapshots),
                health),
            config.applyMode(),
            config.hashEveryCommands(),
            framesReserve(config),
            recovered.sequence());

    // 4: the threads, and the procedures as readers see them.
    Stages stages =
        new Stages(
            new Stages.JournalStage(journalHandler, times, health),
            new Stages.ApplyStage(processor, times, health));
    consumers =
        drive == Drive.STEPPED
            ? new SteppedConsumers(ring, stages, environment.journaled())
            : new ThreadedConsumers(ring, stages, health, config.layout(), config.maxBatch());
    workers = new ParallelWorkers(config.parallelWorkers());
    state.helpedBy(workers);
    store.helpedBy(workers);
    procedures = new EngineProcedures(state, workers, refusals::onRead);
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
    engine.consumers.start();
    try {
      startup.journalSettings(engine.engineSubmitter(), health, engine.consumers::pause);
      engine.diskWatch.poll();
      health.running();
      if (drive == Drive.THREADS) {
        engine.diskWatch.start();
        engine.tickThread.start();
      }
      engine.snapshots.start();
      return engine;
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  private static long framesReserve(EngineConfig config) {
    return config.maxFrames() / 16;
  }

  /** Nothing beats any more: whoever waits for the beat is answered by the batch this makes. */
  private void onBeatFailed(Throwable e) {
    health.halted(e);
    ring.tryControl(new Control() {});
  }

  private AdmissionLimits admissionLimits() {
    int maxCommandBytes = Math.min(config.maxCommandBytes(), journal.maxBodyBytes());
    return new AdmissionLimits(maxCommandBytes, ReplyEncoder.MIN_BYTES);
  }

  /** Lets go of memory and threads, and of nothing else. */
  void abandon() {
    workers.close();
    store.close();
  }

  Consumers consumers() {
    return consumers;
  }

  CommandRing ring() {
    return ring;
  }

  TickClock tickClock() {
    return tickClock;
  }

  BeatTime beatTime() {
    return beatTime;
  }

  /** The settings it was opened with. */
  public EngineConfig config() {
    return config;
  }

  /** The state: published versions are for everybody, the rest for the applying thread only. */
  public Store store() {
    return store;
  }

  /**
   * A door for one thread. It stays until the engine closes.
   *
   * @param wake runs on the applying thread, at most once until the next drain, when replies wait;
   *     must be quick and must not throw
   */
  public Submitter submitter(Runnable wake) {
    return submitter(wake, false);
  }

  private Submitter engineSubmitter() {
    return submitter(() -> {}, true);
  }

  private Submitter submitter(Runnable wake, boolean forEngine) {
    ReplyRing replyRing = new ReplyRing(config.replyRingBytes(), config.resultLimitBytes(), wake);
    replies.add(replyRing);
    return new RingSubmitter(
        ring,
        largeBuffers,
        replyRing,
        forEngine ? EngineHealth.well() : health,
        clock,
        store,
        reclaim,
        admissionLimits());
  }

  public EngineStatus status() {
    EngineStatus status = health.status();
    return status == EngineStatus.RUNNING && !consumers.isAlive() ? EngineStatus.HALTED : status;
  }

  /** Why the engine is {@link EngineStatus#FAILED} or {@link EngineStatus#HALTED}, or null. */
  public Throwable failure() {
    return health.failure();
  }

  /** The procedures in force. */
  public ProcedureCatalog procedures() {
    return procedures;
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
        store, version, state, type, schemaVersion, caller, body, length, out, refusals::onTried);
  }

  public EngineStatistics statistics() {
    return statistics;
  }

  /** Row changes for change feeds. */
  public ChangeLog changes() {
    return changes;
  }

  /** How the disk is. */
  public DiskReport disk() {
    return diskWatch.report();
  }

  DiskWatch diskWatch() {
    return diskWatch;
  }

  void failJournal(Throwable cause) {
    journalHandler.condemn(cause);
  }

  /** How the journal is. */
  public JournalStatistics journalStatistics() {
    return new JournalStatistics(
        journal.writtenBytes(),
        journal.writtenSequence(),
        journal.forcedSequence(),
        journalHandler.failedFromSequence() != Long.MAX_VALUE);
  }

  /** The log epoch being written. */
  public long epoch() {
    return journal.epoch();
  }

  /** The number of the last beat that began. */
  public long tick() {
    return beat.lastTick();
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
    return snapshots.statistics();
  }

  /** Takes a snapshot in the background, one at a time; calls that wait for their turn share it. */
  public CompletableFuture<SnapshotInfo> snapshot() {
    return snapshots.take();
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
    return backups.begin(history);
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
    diskWatch.close();
    tickThread.close();
    backups.close();
    snapshots.close();
    Shutdown.drain(ring, processor, consumers);
    consumers.close();
    workers.close();
    try {
      processor.noteHash();
      journalHandler.commitLastNote();
      journal.close();
    } finally {
      try {
        store.close();
      } finally {
        folder.close();
        health.closed();
      }
    }
  }
}
