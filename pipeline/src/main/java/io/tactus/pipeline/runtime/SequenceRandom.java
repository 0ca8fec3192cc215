package io.tactus.pipeline.runtime;

import java.util.random.RandomGenerator;

/**
 * Random numbers that follow from a command's sequence: SplitMix64 (Steele, Lea, Flood: "Fast
 * splittable pseudorandom number generators", 2014). Reused; allocates nothing.
 */
final class SequenceRandom implements RandomGenerator {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final WorkMeter meter;
  private long state;

  /** Numbers for the code a meter counts: drawn by several threads they would be in no order. */
  SequenceRandom(WorkMeter meter) {
    this.meter = meter;
  }

  /** Begins the stream of a command and, within a tick, of one of its handlers. */
  void seed(long sequence, long stream) {
    state = mix(mix(sequence + GOLDEN_GAMMA) + stream);
  }

  @Override
  public long nextLong() {
    meter.expectNotSuspended();
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
