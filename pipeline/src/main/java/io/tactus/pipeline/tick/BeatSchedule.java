package io.tactus.pipeline.tick;

/**
 * When beats are due: beat {@code base + k} at {@code origin + k / rate}, computed anew for each
 * beat in integers, so that nothing adds up. Immutable.
 *
 * @param rateHz beats per second
 * @param baseTick number of the beat at the origin
 * @param originNs when that beat begins, on the clock of {@link System#nanoTime()}
 */
public record BeatSchedule(int rateHz, long baseTick, long originNs) {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** When a beat is due, rounded down to the nanosecond. */
  public long dueNs(long tick) {
    long beats = tick - baseTick;
    return originNs
        + Math.floorDiv(beats, rateHz) * NANOS_PER_SECOND
        + Math.floorMod(beats, rateHz) * NANOS_PER_SECOND / rateHz;
  }

  /** The last beat due at or before a time. */
  public long latestDue(long nowNs) {
    long elapsed = nowNs - originNs;
    long seconds = Math.floorDiv(elapsed, NANOS_PER_SECOND);
    long rest = Math.floorMod(elapsed, NANOS_PER_SECOND);
    long tick = baseTick + seconds * rateHz + rest * rateHz / NANOS_PER_SECOND;
    return dueNs(tick + 1) <= nowNs ? tick + 1 : tick;
  }

  /** Nanoseconds between beats, rounded down. */
  public long periodNs() {
    return NANOS_PER_SECOND / rateHz;
  }
}
