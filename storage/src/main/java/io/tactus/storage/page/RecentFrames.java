package io.tactus.storage.page;

import java.util.Arrays;

/**
 * Frames retired since the last reclaim, with what is to be known of each when it is looked at. In
 * one row of memory: a list linked through the heads of the chunks waits for memory at every step,
 * when frames lie all over gigabytes.
 *
 * <p>Threading: the writer; a branch's own list is its thread's while the branch is open.
 */
final class RecentFrames {
  private static final int FIRST_LENGTH = 256;

  private final int most;
  private long[] frames = new long[FIRST_LENGTH];
  private long[] births = new long[FIRST_LENGTH];
  private long[] retirements = new long[FIRST_LENGTH];
  private boolean[] scattered = new boolean[FIRST_LENGTH];
  private int count;

  /** Room for so many frames; grown into, and kept. */
  RecentFrames(int most) {
    this.most = most;
  }

  boolean isFull() {
    return count == most;
  }

  int count() {
    return count;
  }

  void add(long frame, long birth, long retirement, boolean isScattered) {
    if (count == frames.length) {
      int length = Math.min(most, 2 * count);
      frames = Arrays.copyOf(frames, length);
      births = Arrays.copyOf(births, length);
      retirements = Arrays.copyOf(retirements, length);
      scattered = Arrays.copyOf(scattered, length);
    }
    frames[count] = frame;
    births[count] = birth;
    retirements[count] = retirement;
    scattered[count] = isScattered;
    count++;
  }

  long frame(int index) {
    return frames[index];
  }

  /** Returns the batch in which the frame was handed out. */
  long birth(int index) {
    return births[index];
  }

  /** Returns the first version in which the frame is no longer visible. */
  long retirement(int index) {
    return retirements[index];
  }

  /** Tells whether the frame held a page that nobody reads in order, or a node. */
  boolean scattered(int index) {
    return scattered[index];
  }

  void clear() {
    count = 0;
  }
}
