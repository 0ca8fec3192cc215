package io.tactus.gateway.access;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket as one number: the time at which it would be full again if nothing more were taken
 * (the generic cell rate algorithm). Nothing runs in the background and asking allocates nothing.
 *
 * <p>Threading: any thread.
 */
public final class RateBucket {

  private static final long SECOND_NS = 1_000_000_000;

  private final long intervalNs;
  private final long toleranceNs;
  private final int ratePerSecond;
  private final AtomicLong fullAtNs;

  /**
   * Creates a full bucket.
   *
   * @param ratePerSecond tokens that come in each second, at least 1
   * @param burst tokens it holds, at least 1
   * @param nowNs the time, in terms of {@link System#nanoTime}
   */
  public RateBucket(int ratePerSecond, int burst, long nowNs) {
    this.ratePerSecond = ratePerSecond;
    this.intervalNs = Math.max(1, SECOND_NS / ratePerSecond);
    this.toleranceNs = intervalNs * burst;
    this.fullAtNs = new AtomicLong(nowNs);
  }

  /**
   * Takes tokens if that many are there. More than the bucket holds can be taken when it is full:
   * what is missing is waited for afterwards.
   *
   * @return 0 if they were taken, or after how many nanoseconds to ask again
   */
  public long take(int tokens, long nowNs) {
    while (true) {
      long before = fullAtNs.get();
      long from = before - nowNs > 0 ? before : nowNs;
      long after = from + tokens * intervalNs;
      long excessNs = after - nowNs - Math.max(toleranceNs, tokens * intervalNs);
      if (excessNs > 0) {
        return excessNs;
      }
      if (fullAtNs.compareAndSet(before, after)) {
        return 0;
      }
    }
  }

  /** Returns whether it is full, so that a new one would be no different. */
  boolean isFull(long nowNs) {
    return fullAtNs.get() - nowNs <= 0;
  }

  /** Returns the tokens that come in each second. */
  public int ratePerSecond() {
    return ratePerSecond;
  }
}
