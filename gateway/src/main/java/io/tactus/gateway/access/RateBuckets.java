package io.tactus.gateway.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One bucket per caller, in bounded memory: when there are too many callers, full buckets go, which
 * loses nothing; if all of them are in use, newcomers share one.
 *
 * <p>Threading: any thread.
 */
final class RateBuckets {

  /** Callers counted by themselves. */
  static final int MAX_BUCKETS = 10_000;

  private final Map<Long, RateBucket> byCaller = new ConcurrentHashMap<>();
  private final int ratePerSecond;
  private final int burst;
  private final RateBucket shared;

  /** Creates buckets of a default rate; 0 means that callers are not limited. */
  RateBuckets(int ratePerSecond, int burst) {
    this.ratePerSecond = ratePerSecond;
    this.burst = burst;
    this.shared = ratePerSecond == 0 ? null : bucket(0, System.nanoTime());
  }

  /**
   * Returns a caller's bucket, or null if it is not limited.
   *
   * @param ownRate its own rate per second, or 0 for the default
   */
  RateBucket of(long caller, int ownRate, long nowNs) {
    if (ownRate == 0 && ratePerSecond == 0) {
      return null;
    }
    int rate = ownRate == 0 ? ratePerSecond : ownRate;
    RateBucket known = byCaller.get(caller);
    if (known != null && known.ratePerSecond() == rate) {
      return known;
    }
    if (known == null && byCaller.size() >= MAX_BUCKETS) {
      byCaller.values().removeIf(bucket -> bucket.isFull(nowNs));
      if (byCaller.size() >= MAX_BUCKETS && ownRate == 0) {
        return shared;
      }
    }
    RateBucket bucket = bucket(ownRate, nowNs);
    byCaller.put(caller, bucket);
    return bucket;
  }

  private RateBucket bucket(int ownRate, long nowNs) {
    return ownRate == 0
        ? new RateBucket(ratePerSecond, burst, nowNs)
        : new RateBucket(ownRate, 2 * ownRate, nowNs);
  }
}
