package io.tactus.pipeline;

import io.tactus.journal.HistoryHolds;
import io.tactus.journal.Journal;
import io.tactus.pipeline.apply.Applier;
import io.tactus.pipeline.apply.ApplyState;
import io.tactus.pipeline.apply.ReplyRings;
import io.tactus.pipeline.apply.TickProcessor;
import io.tactus.pipeline.backup.BackupService;
import io.tactus.pipeline.change.ChangeLog;
import io.tactus.pipeline.command.ReplyEncoder;
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
import io.tactus.storage.parallel.ParallelWorkers;

/**
 * The wiring of the whole pipeline: makes all that is between a submitter and its reply, and
 * connects it in the order in which a command passes through; everything it connects lives
 * elsewhere. No stage and no beat runs yet when it is made: {@link Engine} starts and ends them.
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
 * <p>Threading: made by the thread that opens the engine, and never changed afterwards; each part
 * says itself which threads may use it.
 */
final class Pipeline {
  private final EngineConfig config;
  private final EngineClock clock;
  private final LargeBuffers largeBuffers;
  private final ReclaimFrames reclaim;
  private final ReplyRings replies = new ReplyRings();

  // What the engine starts, asks and ends.
  final Store store;
  final ApplyState state;
  final Journal journal;
  final CommandRing ring;
  final ChangeLog changes;
  final StageStatistics statistics;
  final TickProcessor processor;
  final JournalHandler journalHandler;
  final Consumers consumers;
  final Beat beat;
  final TickClock tickClock;
  final BeatTime beatTime;
  final TickThread tickThread;
  final SnapshotService snapshots;
  final BackupService backups;
  final ProcedureCatalog procedures;
  final ParallelWorkers workers;
  final DiskWatch diskWatch;
  final RefusalLog refusals = new RefusalLog();

  Pipeline(
      EngineConfig config,
      Environment environment,
      EngineHealth health,
      Startup startup,
      Drive drive) {
    this.config = config;
    this.clock = environment.clock();

    // 0: what recovery found.
    Replay recovered = startup.recovered();
    store = recovered.store();
    state = recovered.state();
    store.limitCommandsInFlight(config.ringSlots());
    journal = startup.journal();
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
    tickThread = new TickThread(tickClock, beatTime, (thread, e) -> onBeatFailed(health, e));

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
            startup.folder().disk(),
            journal,
            config.diskLimits(),
            health,
            times::journalBusyNs,
            journalHandler::condemn);

    // 3: apply, and what is kept of it.
    HistoryHolds holds = new HistoryHolds();
    snapshots =
        new SnapshotService(
            config,
            store,
            journal,
            ring,
            journalHandler,
            state,
            startup.folder(),
            holds,
            clock,
            drive);
    backups =
        new BackupService(
            startup.folder().disk(),
            holds,
            statistics::appliedSequence,
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

  private static long framesReserve(EngineConfig config) {
    return config.maxFrames() / 16;
  }

  /** Nothing beats any more: whoever waits for the beat is answered by the batch this makes. */
  private void onBeatFailed(EngineHealth health, Throwable e) {
    health.halted(e);
    ring.tryControl(new Control() {});
  }

  /**
   * A door for one thread.
   *
   * @param health by which it admits commands or refuses them
   */
  Submitter submitter(Runnable wake, EngineHealth health) {
    ReplyRing replyRing = new ReplyRing(config.replyRingBytes(), config.resultLimitBytes(), wake);
    replies.add(replyRing);
    return new RingSubmitter(
        ring, largeBuffers, replyRing, health, clock, store, reclaim, admissionLimits());
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
}
