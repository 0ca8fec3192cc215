package io.tactus.storage.page;

/**
 * A private overlay over a version: change it, publish in it, throw it away; the base never sees
 * it.
 *
 * <p>Dry runs, {@code asOf}, what-if and stepping back are made of this. Frames of the base are
 * shared and never written; what the fork changes goes into a small pool of its own, so that a fork
 * cannot exhaust the store.
 *
 * <p>Threading: its owner is the writer of the fork's own space and versions.
 */
public final class Fork implements AutoCloseable {

  private static final int MAX_READERS = 16;

  private final Version base;
  private final Reader holder;
  private final FramePool pool;
  private final PageSpace space;
  private final Versions versions;

  Fork(PageSpace baseSpace, Version base, Reader holder, long maxFrames) {
    this.base = base;
    this.holder = holder;
    this.pool = FramePool.ofFork(maxFrames);
    this.space = baseSpace.overlay(pool, base);
    this.versions = Versions.ofFork(space, MAX_READERS, base);
  }

  /** The working state, at first equal to the base. */
  public PageSpace space() {
    return space;
  }

  /** Versions of the fork's own, the first of which equals the base. */
  public Versions versions() {
    return versions;
  }

  /** The version it was made from, pinned until close. */
  public Version base() {
    return base;
  }

  /** Drops the overlay and lets go of the base; no reader of the fork may hold a version. */
  @Override
  public void close() {
    if (!holder.isPinned()) {
      return;
    }
    versions.close();
    space.close();
    pool.close();
    holder.close();
  }
}
