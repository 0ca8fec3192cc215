package io.tactus.perf.rig;

/** How requests are spaced. Immutable. */
public sealed interface Pace {
  /** Each connection sends as soon as its last reply is complete. */
  record ClosedLoop() implements Pace {}

  /**
   * Request k is due at start + k / perSecond, whatever the server does.
   *
   * @param perSecond requests a second over all connections, above 0
   */
  record FixedRate(double perSecond) implements Pace {
    public FixedRate {
      if (!(perSecond > 0)) {
        throw new IllegalArgumentException("rate must be above 0: " + perSecond);
      }
    }

    /**
     * Planned time of a request after the start, in nanoseconds. Computed, not summed: no drift.
     */
    long dueNs(long requestIndex) {
      return (long) (requestIndex * (1e9 / perSecond));
    }
  }
}
