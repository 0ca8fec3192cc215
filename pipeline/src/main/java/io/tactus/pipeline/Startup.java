package io.tactus.pipeline;

import io.tactus.journal.DataFolder;
import io.tactus.journal.Journal;
import io.tactus.journal.JournalConfig;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.change.ChangeLog;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.pipeline.command.SchemaCommand;
import io.tactus.pipeline.plugin.LoadedPlugin;
import io.tactus.pipeline.plugin.PluginStore;
import io.tactus.pipeline.recovery.PassedOver;
import io.tactus.pipeline.recovery.Replay;
import io.tactus.pipeline.recovery.ReplayParts;
import io.tactus.pipeline.recovery.Voiding;
import io.tactus.pipeline.tick.BeatSchedule;
import io.tactus.pipeline.tick.BeatTime;
import io.tactus.storage.Rejection;
import io.tactus.storage.page.Page;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The beginning of an engine: takes the lock, recovers without what is to be voided, opens the
 * journal behind what was found, notes there what is void, and afterwards journals the settings
 * that decide outcomes from here on.
 *
 * <p>Threading: the thread that opens the engine.
 */
final class Startup implements AutoCloseable {
  private static final long WRITE_BUFFER_BYTES = 4L << 20;
  private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

  private final DataFolder folder;
  private final Replay recovered;
  private final Journal journal;
  private final ChangeLog changes;
  private final PluginStore plugins;
  private final List<LoadedPlugin> installed;
  private final ConfigCommand config;
  private final BeatSchedule beats;
  private final long lastTimestampMicros;
  private final RecoveryReport report;

  private Startup(
      DataFolder folder,
      Replay recovered,
      Journal journal,
      ChangeLog changes,
      PluginStore plugins,
      List<LoadedPlugin> installed,
      ConfigCommand config,
      BeatSchedule beats,
      RecoveryReport report) {
    this.folder = folder;
    this.recovered = recovered;
    this.journal = journal;
    this.changes = changes;
    this.plugins = plugins;
    this.installed = installed;
    this.config = config;
    this.beats = beats;
    this.report = report;
    this.lastTimestampMicros =
        Math.max(recovered.timestampMicros(), recovered.scan().lastTimestampMicros());
  }

  static Startup recover(
      EngineConfig config, Disk disk, ProgressListener progress, Environment environment) {
    long begunNs = environment.clock().nanoTime();
    DataFolder folder = DataFolder.open(disk);
    Replay replay = null;
    Journal journal = null;
    boolean done = false;
    try {
      PluginStore plugins = new PluginStore(disk);
      List<LoadedPlugin> installed = plugins.install(config.plugins());
      ChangeLog changes = new ChangeLog(config.changeLogBytes(), 0);
      ReplayParts parts = replayParts(config, plugins, changes, progress, environment);
      replay = Replay.open(disk, Long.MAX_VALUE, parts, new Voiding(config.voidSequences()));
      refuseMissingJournal(disk, replay);
      changes.beginAfter(
          replay.sequence(), replay.store() == null ? null : replay.store().catalog());
      replay.runTo(Long.MAX_VALUE, progress);
      changes.publish(replay.sequence());
      reportEnd(replay.scan());
      replay.checkAgrees();
      journal = Journal.open(journalConfig(config, replay, environment), disk, replay.scan());
      if (journal.lastSequence() != replay.sequence()) {
        throw new IllegalStateException(
            "the journal goes on behind sequence "
                + journal.lastSequence()
                + ", the state is that of "
                + replay.sequence());
      }
      replay.noteVoided(journal);
      setAside(disk, replay);
      long originNs = environment.clock().nanoTime();
      RecoveryReport report = report(replay, originNs - begunNs);
      ConfigCommand settings = settings(config, replay, environment);
      if (replay.store() == null) {
        replay.beginWith(settings);
      }
      replay.closeReader();
      done = true;
      return new Startup(
          folder,
          replay,
          journal,
          changes,
          plugins,
          installed,
          settings,
          new BeatSchedule(settings.tickRateHz(), settings.baseTick(), originNs),
          report);
    } finally {
      if (!done) {
        if (journal != null) {
          journal.close();
        }
        if (replay != null) {
          replay.close();
        }
        folder.close();
      }
    }
  }

  private static ReplayParts replayParts(
      EngineConfig config,
      PluginStore plugins,
      ChangeLog changes,
      ProgressListener progress,
      Environment environment) {
    ReplayParts silent = ReplayParts.of(config.maxFrames(), plugins);
    return new ReplayParts(
        silent.maxFrames(),
        plugins,
        changes,
        silent.refusals(),
        silent.replies(),
        progress,
        environment.stores());
  }

  private static RecoveryReport report(Replay replay, long tookNs) {
    long commands = replay.sequence() - replay.startSequence();
    long millis = TimeUnit.NANOSECONDS.toMillis(tookNs);
    LOG.info(
        "recovered from snapshot {} and {} commands behind it in {} ms, {} state hashes compared",
        replay.startSequence(),
        commands,
        millis,
        replay.hashesCompared());
    return new RecoveryReport(
        replay.startSequence(),
        replay.passedOver().stream().map(PassedOver::reason).toList(),
        commands,
        replay.hashesCompared(),
        millis);
  }

  /**
   * Takes snapshots out of the way that must not be used and look good: so that no later start has
   * to find out, and neither retention nor a backup counts on them. Those that hold a voided
   * command, readable or not, and those whose contents turned out to be wrong. Nothing is moved
   * before the start is sure of its state, and the command is void.
   */
  private static void setAside(Disk disk, Replay replay) {
    SnapshotFolder folder = new SnapshotFolder(disk);
    List<PassedOver> wrong = replay.passedOver().stream().filter(PassedOver::wrong).toList();
    for (SnapshotInfo snapshot : folder.list()) {
      replay
          .scan()
          .whyStale(snapshot)
          .or(
              () ->
                  wrong.stream()
                      .filter(passed -> passed.snapshot().equals(snapshot))
                      .findFirst()
                      .map(PassedOver::reason))
          .ifPresent(why -> setAside(folder, snapshot, why));
    }
  }

  /** A start that has its state does not end for this: the next one will find out again. */
  private static void setAside(SnapshotFolder folder, SnapshotInfo snapshot, String why) {
    try {
      LOG.warn("{}; set aside as {}", why, folder.setAside(snapshot));
    } catch (JournalFailure e) {
      LOG.warn("{}; it is passed over, and stays where it is", why, e);
    }
  }

  private static void reportEnd(JournalScan scan) {
    scan.tornTail().ifPresent(tail -> LOG.warn("{}", tail.describe()));
    if (!scan.isMarked()) {
      LOG.warn("{}", JournalScan.NOT_MARKED);
    }
  }

  /** Snapshots that cannot be used tell as well that there was a history. */
  private static void refuseMissingJournal(Disk disk, Replay replay) {
    List<SnapshotInfo> snapshots = new SnapshotFolder(disk).list();
    if (replay.scan().isEmpty() && !snapshots.isEmpty()) {
      long newest = Math.max(replay.sequence(), snapshots.getFirst().sequence());
      throw PassedOver.withReasons(JournalScan.missing(disk, newest), replay.passedOver());
    }
  }

  private static JournalConfig journalConfig(
      EngineConfig config, Replay replay, Environment environment) {
    JournalConfig.Builder builder =
        JournalConfig.builder()
            .durability(config.durability())
            .segmentBytes(config.segmentBytes())
            .writeBufferBytes(writeBufferBytes(config))
            .newEpoch(config.newEpoch() || replay.leavesOut());
    if (replay.scan().isEmpty()) {
      builder.logId(environment.identities().getAsLong());
    }
    return builder.build();
  }

  /** Room for the largest command, as far as a segment has it: admission refuses what has none. */
  private static int writeBufferBytes(EngineConfig config) {
    long largest = BitUtil.align((long) config.maxCommandBytes(), Long.BYTES);
    long wanted = Math.max(WRITE_BUFFER_BYTES, largest + RecordHeader.SIZE_BYTES);
    return (int) Math.min(wanted, JournalConfig.maxWriteBufferBytes(config.segmentBytes()));
  }

  private static ConfigCommand settings(
      EngineConfig config, Replay replay, Environment environment) {
    long seed =
        replay.state() == null
            ? environment.identities().getAsLong()
            : replay.state().config().hashSeed();
    long afterLastTick = replay.state() == null ? 0 : replay.tickTimeMicros() + 1;
    return new ConfigCommand(
        ConfigCommand.SEMANTICS_VERSION,
        config.tickRateHz(),
        replay.tick() + 1,
        Math.max(environment.clock().wallMicros(), afterLastTick),
        seed,
        config.maxLogicalPages(),
        config.workBudget(),
        config.resultLimitBytes(),
        Page.SIZE_BYTES);
  }

  /**
   * Journals the settings and plug-ins in force from here on, and creates the tables that plug-ins
   * need; returns when all of that is applied.
   */
  void journalSettings(Submitter submitter, EngineHealth health, Runnable pause) {
    ExpandableArrayBuffer body = new ExpandableArrayBuffer(1024);
    config.encode(body, 0);
    run(submitter, health, pause, RecordType.CONFIG, body, ConfigCommand.SIZE_BYTES);
    for (LoadedPlugin plugin : installed) {
      run(submitter, health, pause, RecordType.PLUGIN, body, plugin.command().encode(body, 0));
    }
    for (LoadedPlugin plugin : installed) {
      for (String table : plugin.tables()) {
        SchemaCommand ensure = new SchemaCommand(SchemaCommand.Kind.ENSURE_TABLE, table);
        run(submitter, health, pause, RecordType.SCHEMA, body, ensure.encode(body, 0));
      }
    }
  }

  private static void run(
      Submitter submitter,
      EngineHealth health,
      Runnable pause,
      int type,
      DirectBuffer body,
      int length) {
    Rejection[] rejection = new Rejection[1];
    boolean[] answered = new boolean[1];
    Admission admission = submitter.trySubmit(type, 0, 0, 0, body, 0, length, 0, 0);
    if (admission != Admission.ACCEPTED) {
      throw new IllegalStateException("the engine refuses its own settings: " + admission);
    }
    while (!answered[0]) {
      submitter.drain(
          (correlation, outcome, sequence, tick, reply, offset, replyLength) -> {
            answered[0] = true;
            if (outcome == Outcome.REJECTED) {
              rejection[0] = ReplyDecoder.rejection(reply, offset, replyLength);
            } else if (outcome == Outcome.OUTCOME_UNKNOWN) {
              throw new IllegalStateException("the engine failed at its start", health.failure());
            }
          });
      if (!answered[0]) {
        pause.run();
      }
    }
    if (rejection[0] != null) {
      throw rejection[0];
    }
  }

  RecoveryReport report() {
    return report;
  }

  DataFolder folder() {
    return folder;
  }

  Replay recovered() {
    return recovered;
  }

  Journal journal() {
    return journal;
  }

  ChangeLog changes() {
    return changes;
  }

  PluginStore plugins() {
    return plugins;
  }

  ConfigCommand config() {
    return config;
  }

  BeatSchedule beats() {
    return beats;
  }

  /** The time by which they are due. */
  BeatTime beatTime(EngineClock clock) {
    return new BeatTime(clock, beats.originNs(), config.baseMicros());
  }

  long lastTimestampMicros() {
    return lastTimestampMicros;
  }

  /** Gives everything back when the engine cannot be made. */
  @Override
  public void close() {
    try {
      journal.close();
    } finally {
      recovered.close();
      folder.close();
    }
  }
}
