package io.tactus.pipeline.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.StepClock;
import io.tactus.pipeline.StepEngine;
import java.util.Random;

/**
 * Moves the clock, and watches that no beat comes early, and none too late: by the documented rule,
 * in words of its own. Threading: one thread.
 */
final class Beats {
  private static final long SECOND_MICROS = 1_000_000;
  private static final long HOUR_MICROS = 3600 * SECOND_MICROS;

  /** Late beats that are run one by one, all but the first of them. */
  private static final int STILL_TO_RUN = 3;

  /** As long as replies are kept for idempotency keys. */
  private static final long DAY_MICROS = KeptReply.KEPT_MICROS;

  private final StepEngine engine;
  private final EngineConfig config;
  private final StepClock clock;
  private final long originNs;
  private final long originMicros;
  private final long firstTick;

  /** How far the wall clock has been ahead of a clock that never jumps, where that counted. */
  private long followedMicros;

  /**
   * Begins with an engine that has just started, at the time it started.
   *
   * @param originMicros what time its first beat has
   */
  Beats(StepEngine engine, EngineConfig config, StepClock clock, long originMicros) {
    this.engine = engine;
    this.config = config;
    this.clock = clock;
    this.originNs = clock.nanoTime();
    this.originMicros = originMicros;
    this.firstTick = engine.engine().tick();
  }

  /** Time passes, mostly a little; the wall clock is set now and then, forward or back. */
  void moveClock(Random random, Coverage coverage) {
    int dice = random.nextInt(40);
    if (dice == 0) {
      clock.advanceNs(random.nextLong(100_000_000_000L));
      coverage.count("machine suspended");
    } else if (dice < 12) {
      clock.advanceNs(random.nextLong(400_000_000));
    } else {
      clock.advanceNs(random.nextLong(30_000_000));
    }
    if (dice == 1) {
      clock.jumpMicros(-random.nextLong(5_000_000));
      coverage.count("wall clock set back");
    } else if (dice == 2) {
      clock.jumpMicros(random.nextLong(5_000_000));
      coverage.count("wall clock set forward");
    } else if (dice == 3 && random.nextInt(4) == 0) {
      clock.jumpMicros(DAY_MICROS);
      coverage.count("a day passes");
    } else if (dice == 4) {
      clock.jumpMicros(random.nextLong(HOUR_MICROS));
      coverage.count("machine slept, and its beat clock too");
    }
    follow(coverage);
  }

  /**
   * Beats follow a wall clock that is more than a second ahead of them, and none that is behind.
   */
  private void follow(Coverage coverage) {
    long aheadMicros = clock.wallMicros() - originMicros - (clock.nanoTime() - originNs) / 1000;
    if (aheadMicros > followedMicros + SECOND_MICROS) {
      followedMicros = aheadMicros;
      coverage.count("beat followed the wall clock");
    }
  }

  /**
   * No beat begins before its time: base plus a whole number of periods.
   *
   * @param idle whether nothing kept the engine from the beat that is due
   */
  void check(boolean idle) {
    double elapsedSeconds = (clock.nanoTime() - originNs) / 1e9 + followedMicros / 1e6;
    long due = firstTick + (long) (elapsedSeconds * config.tickRateHz() + 1e-6);
    long begun = engine.engine().tick();
    assertTrue(begun <= due, () -> "beat " + begun + " has begun, " + due + " is due");
    assertTrue(
        !idle || begun >= due - STILL_TO_RUN,
        () -> "only beat " + begun + " has begun, though " + due + " is due");
  }
}
