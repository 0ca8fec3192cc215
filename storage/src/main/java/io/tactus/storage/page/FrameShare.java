package io.tactus.storage.page;

/**
 * The frames of one of several branches that write at once: some taken out of the pool beforehand,
 * more whenever they are used up, and the retired ones until the space takes them over. What is
 * left goes back to the pool.
 *
 * <p>Threading: the thread that works on the branch, between {@link PageBranch#begin} and its end;
 * the pool is locked while frames are taken out of it.
 */
final class FrameShare implements FrameSource {
  /** Frames taken out of the pool at once, at most. */
  private static final int AT_ONCE = 64;

  /**
   * At most so small a part of what is left in the pool, so that it is rarely found empty because
   * of frames that others hold and do not use.
   */
  private static final int PART_SHIFT = 8;

  private final FramePool pool;
  private final RetiredFrames retired;
  private final RecentFrames replaced = new RecentFrames(Integer.MAX_VALUE);
  private final long[] stash = new long[AT_ONCE];
  private int next;
  private int end;

  FrameShare(FramePool pool, RetiredFrames retired) {
    this.pool = pool;
    this.retired = retired;
  }

  @Override
  public long frameForCopy(long original, boolean scattered) {
    if (next == end) {
      fill(original);
    }
    return next == end ? 0 : stash[next++];
  }

  private void fill(long near) {
    next = 0;
    end = 0;
    synchronized (pool) {
      long most = Math.clamp(pool.availableFrames() >>> PART_SHIFT, 1, AT_ONCE);
      long frame = pool.tryAllocateWarm(near);
      while (frame != 0) {
        stash[end++] = frame;
        frame = end < most ? pool.tryAllocateWarm(near) : 0;
      }
    }
  }

  @Override
  public void retire(long frame, long batch, boolean scattered) {
    replaced.add(frame, FrameHeader.birth(frame), batch, scattered);
  }

  @Override
  public FramesExhausted exhausted() {
    return new PoolFrames(pool, retired).exhausted();
  }

  /** Gives to the space what is left and what was retired; the writer's thread, afterwards. */
  void handOver() {
    while (end > next) {
      pool.freeWarm(stash[--end]);
    }
    retired.takeOver(replaced);
    replaced.clear();
  }
}
