package io.tactus.storage.page;

/**
 * The frames given back last, the latest first: what was in them has just been copied, so that they
 * are still in a cache, and whoever writes to them does not wait for memory.
 *
 * <p>Only a hint: a frame may have been handed out since. Forgets the oldest ones. Room is taken
 * with the first frame.
 *
 * <p>Threading: the pool's writer; while branches are open whoever holds the pool's monitor.
 */
final class WarmFrames {
  /** What a thousand rows written to ten million with two indexes give back is below. */
  private static final int MOST = 8192;

  private long[] frames;
  private int next;
  private int count;

  void push(long frame) {
    if (frames == null) {
      frames = new long[MOST];
    }
    frames[next] = frame;
    next = (next + 1) & (MOST - 1);
    count = Math.min(MOST, count + 1);
  }

  /** Takes out the frame that came last; 0 if there is none. */
  long pop() {
    if (count == 0) {
      return 0;
    }
    count--;
    next = (next - 1) & (MOST - 1);
    return frames[next];
  }
}
