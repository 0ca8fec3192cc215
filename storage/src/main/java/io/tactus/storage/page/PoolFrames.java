package io.tactus.storage.page;

/**
 * Frames from the pool itself, for the one writer of a space.
 *
 * <p>Threading: the writer.
 */
final class PoolFrames implements FrameSource {
  private final FramePool pool;
  private final RetiredFrames retired;

  PoolFrames(FramePool pool, RetiredFrames retired) {
    this.pool = pool;
    this.retired = retired;
  }

  @Override
  public long frameForCopy(long original, boolean scattered) {
    return scattered ? pool.tryAllocateWarm(original) : pool.tryAllocateNear(original);
  }

  @Override
  public void retire(long frame, long batch, boolean scattered) {
    retired.retire(frame, batch, scattered);
  }

  @Override
  public FramesExhausted exhausted() {
    return new FramesExhausted(
        "all "
            + pool.maxFrames()
            + " frames are in use, "
            + retired.heldFrames()
            + " of them only for pinned versions; admission must keep a larger reserve");
  }
}
