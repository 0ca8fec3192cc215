package io.tactus.pipeline.recovery;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.file.Disk;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.journal.snapshot.SnapshotReader;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.apply.ApplyState;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.recovery.SnapshotBlocks.EngineBlock;
import io.tactus.pipeline.recovery.SnapshotBlocks.PagesReader;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.page.PageVisitor;
import io.tactus.storage.page.WrongPages;

/**
 * Where a replay begins: the state of a snapshot, or nothing at all.
 *
 * @param store null if there is nothing yet
 * @param state null if there is nothing yet
 * @param origin null if it is no snapshot
 */
record StartingPoint(
    Store store,
    ApplyState state,
    long startSequence,
    long sequence,
    long timestampMicros,
    long tick,
    SnapshotOrigin origin)
    implements AutoCloseable {
  /** Before the first command. */
  static final StartingPoint NOTHING = new StartingPoint(null, null, 0, 0, 0, 0, null);

  /** Bytes one command may need for undoing; part of the engine's semantics. */
  private static final long MAX_UNDO_BYTES = 256L << 20;

  /** Bytes of row images one command may change; part of the engine's semantics. */
  private static final long MAX_CHANGE_BYTES = 256L << 20;

  /**
   * Nobody reads beside a replay; later settings may allow more pages. Unused frames cost nothing.
   */
  private static final long REPLAY_FRAMES_PER_PAGE = 16;

  boolean isEmpty() {
    return store == null;
  }

  /** An empty state with the settings of a history's first command. */
  StartingPoint begin(ConfigCommand config, ReplayParts parts) {
    Store created = parts.stores().apply(storeConfig(config, parts.maxFrames()));
    return new StartingPoint(
        created, new ApplyState(created, config), 0, 0, 0, config.baseTick(), null);
  }

  static StoreConfig storeConfig(ConfigCommand config, long maxFrames) {
    OtherPageSize.refuse(config.pageBytes());
    long frames = maxFrames > 0 ? maxFrames : REPLAY_FRAMES_PER_PAGE * config.maxLogicalPages();
    return new StoreConfig(
        config.maxLogicalPages(),
        frames,
        config.hashSeed(),
        config.workBudget(),
        MAX_UNDO_BYTES,
        MAX_CHANGE_BYTES);
  }

  /**
   * Reads a snapshot; its plug-ins are left to {@link SnapshotState#begin}.
   *
   * @throws JournalDamage if it does not check out
   * @throws io.tactus.journal.JournalFailure if it cannot be read
   * @throws OtherSemantics if it was written under other rules
   */
  static SnapshotState load(Disk disk, SnapshotInfo info, ReplayParts parts) {
    try (SnapshotReader reader = SnapshotReader.open(disk, info.file())) {
      SnapshotMeta meta = reader.meta();
      String file = disk.describe(info.file());
      EngineBlock engine = SnapshotSettings.read(reader, file);
      SnapshotOrigin origin = SnapshotOrigin.of(disk, info, meta);
      return new SnapshotState(store(reader, file, engine.config(), parts), engine, meta, origin);
    }
  }

  /**
   * Checks that a snapshot is the state it says it holds, as a recovery would: builds the state and
   * throws it away. Plug-ins are not looked at.
   *
   * @return what it says about itself
   * @throws JournalDamage if it does not check out
   * @throws io.tactus.journal.JournalFailure if it cannot be read
   * @throws OtherSemantics if it was written under other rules
   */
  static SnapshotMeta check(Disk disk, SnapshotInfo info, ReplayParts parts) {
    try (SnapshotReader reader = SnapshotReader.open(disk, info.file())) {
      SnapshotMeta meta = reader.meta();
      String file = disk.describe(info.file());
      ConfigCommand config = SnapshotSettings.read(reader, file).config();
      store(reader, file, config, parts).close();
      return meta;
    }
  }

  /** The published pages; their state hash is the one noted. */
  private static Store store(
      SnapshotReader reader, String file, ConfigCommand config, ReplayParts parts) {
    SnapshotMeta meta = reader.meta();
    Store store = load(reader, file, storeConfig(config, parts.maxFrames()), parts);
    boolean done = false;
    try {
      store.publish(meta.sequence(), meta.tick(), meta.tickTimeMicros());
      if (store.hashes().total() != meta.stateHash()) {
        throw new WrongSnapshot(
            file,
            meta.sequence(),
            "its pages are not those of the state it says it holds, by state hash");
      }
      done = true;
      return store;
    } finally {
      if (!done) {
        store.close();
      }
    }
  }

  private static Store load(
      SnapshotReader reader, String file, StoreConfig config, ReplayParts parts) {
    try {
      return Store.load(config, visitor -> pages(reader, file, visitor, parts.progress()));
    } catch (WrongPages e) {
      throw new WrongSnapshot(
          file, reader.meta().sequence(), "its pages are not those of a state: " + e.getMessage());
    }
  }

  private static void pages(
      SnapshotReader reader, String file, PageVisitor visitor, ProgressListener progress) {
    PagesReader pages = new PagesReader();
    reader.forEach(
        (kind, id, bytes, offset, length) -> {
          progress.onProgress(
              ProgressListener.Stage.SNAPSHOT, reader.positionBytes(), reader.sizeBytes());
          if (kind == SnapshotBlocks.PAGES) {
            if (!PagesReader.isWhole(length)) {
              throw new WrongSnapshot(
                  file, reader.meta().sequence(), "a block of pages has " + length + " bytes");
            }
            pages.forEach(bytes, offset, length, visitor);
          }
        });
    progress.onProgress(ProgressListener.Stage.SNAPSHOT, reader.sizeBytes(), reader.sizeBytes());
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
  }
}
