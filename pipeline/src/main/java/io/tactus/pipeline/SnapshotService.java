package io.tactus.pipeline;

import io.tactus.journal.DataFolder;
import io.tactus.journal.Durability;
import io.tactus.journal.FolderLayout;
import io.tactus.journal.HistoryHolds;
import io.tactus.journal.Journal;
import io.tactus.journal.Retention;
import io.tactus.journal.file.Throttle;
import io.tactus.journal.file.WholeFile;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.apply.ApplyState;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.command.PluginCommand;
import io.tactus.pipeline.journal.JournalHandler;
import io.tactus.pipeline.recovery.SnapshotContents;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private static final long FORCE_POLL_MS = 100;

  /** How often one that nobody asked for looks whether there still is room. */
  private static final long ROOM_CHECK_BYTES = 16 << 20;

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
  private final AtomicReference<Request> waiting = new AtomicReference<>();
  private final PublishedTime publishedTime = new PublishedTime();
  private final SnapshotRoom room;
  private volatile boolean started;
  private volatile boolean pending;
  private volatile boolean closed;

  // Applying thread only.
  private long appliedMicros;
  private boolean schemaChanged;

  // The thread that takes them only.
  private boolean asked;
  private long uncheckedBytes;

  /** A snapshot that waits for its turn. */
  private static final class Request {
    private final CompletableFuture<SnapshotInfo> result = new CompletableFuture<>();

    /** Whether somebody asked for it; otherwise it may be left out. */
    private volatile boolean asked;
  }

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
      Drive drive) {
    this.config = config;
    this.store = store;
    this.journal = journal;
    this.ring = ring;
    this.journalHandler = journalHandler;
    this.state = state;
    this.folder = folder;
    this.stepped = drive == Drive.STEPPED;
    this.background = stepped ? null : Executors.newSingleThreadExecutor(SnapshotService::thread);
    this.taker = new SnapshotTaker(folder.disk(), store, journal, config.snapshotBytesPerSecond());
    this.snapshots =
        new SnapshotFolder(
            folder.disk(), this::readThrottle, SnapshotContents::checkSettings, this::isClosing);
    this.room = new SnapshotRoom(folder.disk(), config);
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

  /** Retention reads snapshots in full before it trusts them; not while the engine closes. */
  private Throttle readThrottle() {
    Throttle pace = Throttle.of(config.snapshotBytesPerSecond(), this::isClosing);
    return bytes -> {
      pace.passed(bytes);
      if (closed) {
        throw new IllegalStateException("given up: the engine is closing");
      }
    };
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
    return request(true);
  }

  private CompletableFuture<SnapshotInfo> request(boolean byDemand) {
    Request request = new Request();
    request.asked = byDemand;
    if (!started) {
      request.result.completeExceptionally(new IllegalStateException("the engine is starting"));
      return request.result;
    }
    Request shared = waiting.compareAndExchange(null, request);
    if (shared != null) {
      shared.asked |= byDemand;
      return shared.result;
    }
    try {
      execute(() -> takeNow(request));
    } catch (RejectedExecutionException e) {
      waiting.set(null);
      request.result.completeExceptionally(new IllegalStateException("the engine is closing", e));
    }
    return request.result;
  }

  private void takeNow(Request request) {
    waiting.set(null);
    asked = request.asked;
    if (closed) {
      pending = false;
      request.result.completeExceptionally(new IllegalStateException("the engine is closing"));
      return;
    }
    long begunNs = clock.nanoTime();
    triggers.onBegun();
    try {
      demandRoom(taker.estimateBytes());
      counts.onBegun();
      SnapshotInfo info = taker.take(this);
      triggers.onTaken(info.sequence());
      counts.onTaken(info, clock.wallMicros() / 1000, clock.nanoTime() - begunNs);
      request.result.complete(info);
    } catch (Throwable e) {
      failed(e);
      request.result.completeExceptionally(e);
      return;
    } finally {
      pending = false;
    }
    retain();
  }

  private void failed(Throwable failure) {
    triggers.onFailed();
    if (closed) {
      LOG.info("a snapshot was given up, for the engine is closing");
    } else if (failure instanceof NoRoom) {
      if (counts.onSkipped(failure)) {
        LOG.warn("{}; the journal keeps everything", failure.getMessage());
      }
    } else {
      LOG.warn("no snapshot was taken; the journal keeps everything", failure);
      counts.onFailed(failure);
    }
  }

  /** One that nobody asked for leaves the room to the journal. */
  private void demandRoom(long bytes) {
    String problem = asked ? "" : room.problem(bytes);
    if (!problem.isEmpty()) {
      throw new NoRoom(problem);
    }
  }

  /** There is no room for a snapshot that nobody asked for. */
  private static final class NoRoom extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoRoom(String message) {
      super(message);
    }
  }

  /**
   * Whatever it ends with, no memory or a defect included, stays here: nobody waits for what goes,
   * what is left is whole after each step, and a disk that fills up is noticed by others.
   */
  private void retain() {
    try {
      int retired = retention.apply(snapshots, journal, holds);
      LOG.debug("{} segments retired", retired);
    } catch (Throwable e) {
      if (closed) {
        return; // The next run's first snapshot does it.
      }
      LOG.warn("old snapshots or segments were not let go; the next snapshot tries again", e);
      counts.onRetentionFailed(e);
    }
  }

  void onApplied(long timestampMicros) {
    appliedMicros = timestampMicros;
  }

  void onPublished(long sequence) {
    publishedTime.onPublished(sequence, appliedMicros);
    if (schemaChanged) {
      schemaChanged = false;
      queueSchema();
    }
    if (triggers.onPublished(sequence) && started && !pending && !closed) {
      pending = true;
      CompletableFuture<SnapshotInfo> result = request(false);
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
      WholeFile.replace(folder.disk(), FolderLayout.SCHEMA, SchemaJson.printSchema(schema));
    } catch (RuntimeException | Error e) {
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
  public long timestampMicros(long sequence) {
    return publishedTime.of(sequence);
  }

  @Override
  public boolean isClosing() {
    return closed;
  }

  @Override
  public void onWritten(long bytes) {
    counts.onWritten(bytes);
    uncheckedBytes += bytes;
    if (uncheckedBytes >= ROOM_CHECK_BYTES) {
      uncheckedBytes = 0;
      demandRoom(0);
    }
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
    while (true) {
      try {
        return forced.get(FORCE_POLL_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (closed) {
          return false; // Nobody may be left to answer.
        }
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException("no answer from the journal", e);
      }
    }
  }

  /**
   * Has the snapshot under way given up, and retention, and waits for that; those that wait, and
   * later ones, are refused.
   */
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
