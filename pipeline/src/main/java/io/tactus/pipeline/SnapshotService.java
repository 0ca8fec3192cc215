package io.tactus.pipeline;

import io.tactus.journal.DataFolder;
import io.tactus.journal.Durability;
import io.tactus.journal.HistoryHolds;
import io.tactus.journal.Journal;
import io.tactus.journal.Retention;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.Throttle;
import io.tactus.pipeline.apply.ApplyState;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.command.PluginCommand;
import io.tactus.pipeline.journal.JournalHandler;
import io.tactus.pipeline.recovery.SnapshotTaker;
import io.tactus.pipeline.ring.CommandRing;
import io.tactus.pipeline.ring.Control;
import io.tactus.storage.Store;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Reader;
import io.tactus.storage.schema.Schema;
import io.tactus.storage.schema.SchemaJson;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots in the background, on demand and when {@link SnapshotTriggers} say so, and what belongs
 * to them: retention, and the schema as a file for people.
 *
 * <p>Threading: one background thread does the work; the {@code on…} methods are called by the
 * applying thread and only ask for it.
 */
final class SnapshotService implements SnapshotTaker.Surroundings, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotService.class);
  private static final long POLL_NS = 100_000;

  private final EngineConfig config;
  private final Store store;
  private final Journal journal;
  private final CommandRing ring;
  private final JournalHandler journalHandler;
  private final ApplyState state;
  private final DataFolder folder;
  private final SnapshotTaker taker;
  private final SnapshotFolder snapshots;
  private final Retention retention;
  private final HistoryHolds holds;
  private final EngineClock clock;
  private final SnapshotTriggers triggers;
  private final SnapshotCounts counts;
  private final ExecutorService background;
  private final boolean stepped;
  private final AtomicReference<CompletableFuture<SnapshotInfo>> waiting = new AtomicReference<>();
  private volatile boolean started;
  private volatile boolean pending;
  private volatile long timestampMicros;
  private volatile boolean closed;
  private boolean schemaChanged;

  SnapshotService(
      EngineConfig config,
      Store store,
      Journal journal,
      CommandRing ring,
      JournalHandler journalHandler,
      ApplyState state,
      DataFolder folder,
      HistoryHolds holds,
      EngineClock clock,
      Engine.Drive drive) {
    this.config = config;
    this.store = store;
    this.journal = journal;
    this.ring = ring;
    this.journalHandler = journalHandler;
    this.state = state;
    this.folder = folder;
    this.stepped = drive == Engine.Drive.STEPPED;
    this.background = stepped ? null : Executors.newSingleThreadExecutor(SnapshotService::thread);
    this.taker = new SnapshotTaker(folder.disk(), store, journal, config.snapshotBytesPerSecond());
    this.snapshots = new SnapshotFolder(folder.disk(), () -> throttle(config));
    this.holds = holds;
    this.clock = clock;
    this.retention =
        new Retention(
            config.snapshotsKept(),
            TimeUnit.MILLISECONDS.toMicros(config.historyKeptMs()),
            config.historyMaxBytes());
    long newest = snapshots.list().stream().mapToLong(SnapshotInfo::sequence).max().orElse(0);
    this.counts = new SnapshotCounts(newest);
    this.triggers = new SnapshotTriggers(config, journal, clock, newest);
  }

  private static Throttle throttle(EngineConfig config) {
    return config.snapshotBytesPerSecond() == 0
        ? Throttle.NONE
        : Throttle.bytesPerSecond(config.snapshotBytesPerSecond());
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "tactus-snapshot");
    thread.setDaemon(true);
    return thread;
  }

  private void execute(Runnable task) {
    if (stepped) {
      task.run();
    } else {
      background.execute(task);
    }
  }

  /**
   * Allows snapshots. Not before the settings and plug-ins of this run are in force and published:
   * from then on they stay, and those read here are those of every version.
   */
  void start() {
    started = true;
    queueSchema();
  }

  /** A snapshot of what is published by now; calls that come before it begins share it. */
  CompletableFuture<SnapshotInfo> take() {
    CompletableFuture<SnapshotInfo> result = new CompletableFuture<>();
    if (!started) {
      result.completeExceptionally(new IllegalStateException("the engine is starting"));
      return result;
    }
    CompletableFuture<SnapshotInfo> shared = waiting.compareAndExchange(null, result);
    if (shared != null) {
      return shared;
    }
    try {
      execute(() -> takeNow(result));
    } catch (RejectedExecutionException e) {
      waiting.set(null);
      result.completeExceptionally(new IllegalStateException("the engine is closing", e));
    }
    return result;
  }

  private void takeNow(CompletableFuture<SnapshotInfo> result) {
    waiting.set(null);
    if (closed) {
      pending = false;
      result.completeExceptionally(new IllegalStateException("the engine is closing"));
      return;
    }
    long begunNs = clock.nanoTime();
    triggers.onBegun();
    counts.onBegun();
    try {
      SnapshotInfo info = taker.take(this);
      triggers.onTaken(info.sequence());
      counts.onTaken(info, clock.nanoTime() - begunNs);
      result.complete(info);
    } catch (Throwable e) {
      LOG.warn("no snapshot was taken; the journal keeps everything", e);
      triggers.onFailed();
      counts.onFailed(e);
      result.completeExceptionally(e);
      return;
    } finally {
      pending = false;
    }
    retain();
  }

  private void retain() {
    try {
      int retired = retention.apply(snapshots, journal, holds);
      LOG.debug("{} segments retired", retired);
    } catch (RuntimeException e) {
      LOG.warn("old snapshots or segments were not let go; the next snapshot tries again", e);
      counts.onRetentionFailed(e);
    }
  }

  void onApplied(long newTimestampMicros) {
    timestampMicros = newTimestampMicros;
  }

  void onPublished(long sequence) {
    if (schemaChanged) {
      schemaChanged = false;
      queueSchema();
    }
    if (triggers.onPublished(sequence) && started && !pending && !closed) {
      pending = true;
      CompletableFuture<SnapshotInfo> result = take();
      if (result.isCompletedExceptionally()) {
        pending = false;
      }
    }
  }

  /** The schema changed; it can be read once that is published. */
  void onSchemaChanged() {
    schemaChanged = true;
  }

  private void queueSchema() {
    try {
      execute(this::writeSchema);
    } catch (RejectedExecutionException e) {
      LOG.debug("closing: the schema file stays as it is", e);
    }
  }

  private void writeSchema() {
    Schema schema;
    try (Reader reader = store.versions().register()) {
      schema = reader.pin().catalog(Catalog.class).schema();
    }
    try {
      DataFolder.replace(folder.disk(), DataFolder.SCHEMA, SchemaJson.printSchema(schema));
    } catch (RuntimeException e) {
      LOG.warn("the schema file for people could not be written; nothing depends on it", e);
    }
  }

  @Override
  public ConfigCommand config() {
    return state.config();
  }

  @Override
  public List<PluginCommand> plugins() {
    return state.plugins().commands();
  }

  @Override
  public long timestampMicros() {
    return timestampMicros;
  }

  @Override
  public void onWritten(long bytes) {
    counts.onWritten(bytes);
  }

  @Override
  public void onHurry() {
    if (counts.onHurry()) {
      LOG.warn("memory runs low while a snapshot is written: it is written without throttle");
    }
  }

  SnapshotStatistics statistics() {
    return counts.statistics();
  }

  @Override
  public boolean forceThrough(long sequence) {
    if (config.durability() == Durability.FSYNC && journal.forcedSequence() >= sequence) {
      return true;
    }
    if (stepped) {
      return journalHandler.force();
    }
    CompletableFuture<Boolean> forced = new CompletableFuture<>();
    Control force =
        new Control() {
          @Override
          public void onJournal() {
            forced.complete(journalHandler.force());
          }
        };
    while (!ring.tryControl(force)) {
      if (closed) {
        return false;
      }
      LockSupport.parkNanos(POLL_NS);
    }
    return forced.join();
  }

  /** Waits for the snapshot under way; those that wait, and later ones, are refused. */
  @Override
  public void close() {
    closed = true;
    if (stepped) {
      return;
    }
    background.shutdown();
    boolean interrupted = false;
    while (!background.isTerminated()) {
      try {
        background.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
