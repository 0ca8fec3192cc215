package io.tactus.storage.page;

/** A pool, a space and its versions for one test, which are checked for lost frames at the end. */
final class PageWorld implements AutoCloseable {

  static final long MAX_FRAMES = 100_000;
  static final long MAX_PAGES = 50_000;
  static final long MAX_UNDO_BYTES = 8L << 20;

  final FramePool pool;
  final PageSpace space;
  final Versions versions;

  PageWorld() {
    this(MAX_FRAMES, MAX_PAGES);
  }

  PageWorld(long maxFrames, long maxPages) {
    pool = new FramePool(maxFrames);
    space = new PageSpace(pool, maxPages, MAX_UNDO_BYTES);
    versions = new Versions(space, 16, "catalog");
  }

  PageWorld(UndoLog undo, PinSlots slots) {
    pool = new FramePool(MAX_FRAMES);
    space = PageSpace.withUndoLog(pool, MAX_PAGES, undo);
    versions = new Versions(space, slots, "catalog");
  }

  Version publish() {
    return versions.publish(0, 0, 0, "catalog");
  }

  /** Every frame in use is in the working state, or held for a reader. */
  void checkFrames() {
    long accounted = space.reachableFrames() + space.retired().heldFrames();
    if (pool.usedFrames() != accounted) {
      throw new AssertionError(
          pool.usedFrames()
              + " frames in use, "
              + space.reachableFrames()
              + " reachable, "
              + space.retired().heldFrames()
              + " held");
    }
  }

  @Override
  public void close() {
    space.rollback();
    checkFrames();
    publish();
    for (int i = 0; versions.heldFrames() != 0 && i < 100; i++) {
      publish();
    }
    if (versions.pinnedReaders() != 0 || versions.registeredReaders() != 0) {
      throw new AssertionError("readers left open");
    }
    if (versions.heldFrames() != 0) {
      throw new AssertionError(versions.heldFrames() + " frames held for nobody");
    }
    checkFrames();
    versions.close();
    space.close();
    pool.close();
  }
}
