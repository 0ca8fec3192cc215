package io.tactus.storage.parallel;

/** What one range has cost. Threading: the thread that runs the range. */
public final class RangeWork {
  private final int lane;
  private long steps;
  private long bytes;

  RangeWork(int lane) {
    this.lane = lane;
  }

  void begin() {
    steps = 0;
    bytes = 0;
  }

  /**
   * Returns which of {@link ParallelWorkers#lanes()} this is: one thread at a time is in a lane, so
   * what a job keeps per lane needs no locks.
   */
  public int lane() {
    return lane;
  }

  /** Says how many steps the range has taken, not below 0. */
  public void steps(long newSteps) {
    steps = newSteps;
  }

  /** Says how many bytes the range wants to change, not below 0. */
  public void bytes(long newBytes) {
    bytes = newBytes;
  }

  long steps() {
    return steps;
  }

  long bytes() {
    return bytes;
  }
}
