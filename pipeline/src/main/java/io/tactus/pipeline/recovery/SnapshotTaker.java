package io.tactus.pipeline.recovery;

import io.tactus.journal.Journal;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.Throttle;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.journal.snapshot.SnapshotWriter;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.command.PluginCommand;
import io.tactus.pipeline.recovery.SnapshotBlocks.EngineBlock;
import io.tactus.pipeline.recovery.SnapshotBlocks.PagesWriter;
import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.PageImage;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;

/**
 * Writes snapshots of published versions. The writer of the state goes on meanwhile.
 *
 * <p>Threading: one background thread.
 */
public final class SnapshotTaker {
  private static final long POLL_NS = 50_000;

  /** Some seconds; a version and its time are made known within microseconds of each other. */
  private static final int MAX_POLLS = 50_000;

  private final Disk disk;
  private final Store store;
  private final Journal journal;
  private final long bytesPerSecond;

  /**
   * Creates a taker.
   *
   * @param bytesPerSecond how fast to write, 0 for no bound
   */
  public SnapshotTaker(Disk disk, Store store, Journal journal, long bytesPerSecond) {
    this.disk = disk;
    this.store = store;
    this.journal = journal;
    this.bytesPerSecond = bytesPerSecond;
  }

  /** What is in force in the version, and how to make sure that the journal is ahead of it. */
  public interface Surroundings {
    ConfigCommand config();

    List<PluginCommand> plugins();

    /**
     * Journal time of the last command in the version of a sequence; negative if that is not known
     * yet, or not any more: then another version has to be taken.
     */
    long timestampMicros(long sequence);

    /** Whether the snapshot is to be given up, because the engine is closing. */
    boolean isClosing();

    /** Forces the journal through a sequence; false if it failed. */
    boolean forceThrough(long sequence);

    /** So much more was written; may throw to have the snapshot given up. */
    void onWritten(long bytes);

    /** Memory runs low: the throttle is left off. */
    void onHurry();
  }

  /**
   * Takes a snapshot of the latest version.
   *
   * @throws io.tactus.journal.JournalFailure if writing fails; no snapshot is left behind then
   * @throws IllegalStateException if the journal has failed
   */
  public SnapshotInfo take(Surroundings surroundings) {
    Reader reader = store.versions().register();
    try {
      Version version = reader.pin();
      long timestampMicros = surroundings.timestampMicros(version.sequence());
      for (int polls = 0; timestampMicros < 0; polls++) {
        reader.unpin();
        if (polls == MAX_POLLS) {
          throw new IllegalStateException("no snapshot: no version is published as it should be");
        }
        checkWanted(surroundings);
        LockSupport.parkNanos(POLL_NS);
        version = reader.pin();
        timestampMicros = surroundings.timestampMicros(version.sequence());
      }
      if (!surroundings.forceThrough(version.sequence())) {
        throw new IllegalStateException("no snapshot: the journal has failed");
      }
      return write(version, timestampMicros, surroundings);
    } finally {
      reader.close();
    }
  }

  /** How large a snapshot of the latest version would be, about; rather more than it will be. */
  public long estimateBytes() {
    return SnapshotBlocks.estimateBytes(store.statistics().logicalPages());
  }

  private static void checkWanted(Surroundings surroundings) {
    if (surroundings.isClosing()) {
      throw new IllegalStateException("the snapshot was given up: the engine is closing");
    }
  }

  private SnapshotInfo write(Version version, long timestampMicros, Surroundings surroundings) {
    StateHashes hashes = Store.hashes(version);
    SnapshotMeta meta =
        new SnapshotMeta(
            version.sequence(),
            version.tick(),
            version.tickTimeMicros(),
            timestampMicros,
            journal.epoch(),
            journal.logId(),
            Page.SIZE_BYTES,
            ConfigCommand.SEMANTICS_VERSION,
            version.catalog(Catalog.class).schemaVersion(),
            hashes.rows(),
            hashes.total(),
            surroundings.plugins().stream().map(PluginCommand::sha256).toList());
    try (SnapshotWriter writer = SnapshotWriter.create(disk, meta, pace(surroundings))) {
      DirectBuffer engine = new EngineBlock(surroundings.config(), surroundings.plugins()).encode();
      writer.block(SnapshotBlocks.ENGINE, 0, engine, 0, engine.capacity());
      long[] blocks = new long[1];
      PagesWriter pages =
          new PagesWriter(
              (bytes, length) -> writer.block(SnapshotBlocks.PAGES, blocks[0]++, bytes, 0, length));
      PageImage.forEachPage(version, pages);
      pages.flush();
      return writer.finish();
    }
  }

  /**
   * How fast to write. What the writer of the state replaces meanwhile is held for this snapshot:
   * if that fills the frames, it is written as fast as it can be, and given up rather than have
   * commands refused for it.
   */
  private Throttle pace(Surroundings surroundings) {
    Throttle throttle =
        Throttle.of(
            bytesPerSecond,
            () -> surroundings.isClosing() || store.framesRunLow() || !store.admitsCommands());
    return bytes -> {
      surroundings.onWritten(bytes);
      if (!store.framesRunLow()) {
        throttle.passed(bytes);
      }
      checkWanted(surroundings);
      if (!store.admitsCommands()) {
        throw new IllegalStateException(
            "the snapshot was given up: the versions it and other readers hold leave no memory for"
                + " commands; more memory.frames or a higher snapshot.bytes_per_second would help");
      }
      if (store.framesRunLow()) {
        surroundings.onHurry();
      }
    };
  }
}
