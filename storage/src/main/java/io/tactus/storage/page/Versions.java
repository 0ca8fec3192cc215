package io.tactus.storage.page;

/**
 * Publishes versions of one space, knows who looks at which, and reuses what nobody can see.
 *
 * <p>Threading: {@link #publish} is the writer's; everything else any thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Versions implements AutoCloseable {

  /** Slots of a main store: IO threads, workers, snapshots, feeds and forks together. */
  public static final int DEFAULT_MAX_READERS = 256;

  /** Takes over a space and publishes its present state as the first version. */
  public Versions(PageSpace space, int maxReaders, Object catalog) {
    throw new UnsupportedOperationException();
  }

  /**
   * Publishes the working state and starts the next batch. The undo log must be empty.
   *
   * @param catalog carried by the version as it is
   * @return the version, for the writer itself to look at until its next publication
   */
  public Version publish(long sequence, long tick, long tickTimeMicros, Object catalog) {
    throw new UnsupportedOperationException();
  }

  /** The latest version; for the writer thread, which needs no pin on it. */
  public Version latest() {
    throw new UnsupportedOperationException();
  }

  /**
   * Claims a slot, for as long as the reader is open.
   *
   * @throws IllegalStateException when all slots are taken
   */
  public Reader register() {
    throw new UnsupportedOperationException();
  }

  /**
   * A private overlay over a version, with frames of its own; it holds the version until closed.
   *
   * @param base pinned by the caller, or the latest one when called by the writer
   * @param maxFrames the most frames the fork may change or add
   */
  public Fork fork(Version base, long maxFrames) {
    throw new UnsupportedOperationException();
  }

  /** Number of the oldest pinned version, or of the latest one if none is pinned. */
  public long oldestPinned() {
    throw new UnsupportedOperationException();
  }

  /** Slots that hold a version now. */
  public int pinnedReaders() {
    throw new UnsupportedOperationException();
  }

  public int registeredReaders() {
    throw new UnsupportedOperationException();
  }

  /** Frames kept only for pinned versions, as of the last publication. */
  public long heldFrames() {
    throw new UnsupportedOperationException();
  }

  /** Frames that can still be handed out: admission refuses when they fall below its reserve. */
  public long availableFrames() {
    throw new UnsupportedOperationException();
  }

  /** Refuses while a reader is pinned, then forgets all versions; the pool is closed apart. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
