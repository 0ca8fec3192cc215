package io.tactus.pipeline.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.StepClock;
import io.tactus.pipeline.StepEngine;
import java.util.Random;

/** Moves the clock, and watches that no beat comes early. Threading: one thread. */
final class Beats {
  /** As long as replies are kept for idempotency keys. */
  private static final long DAY_MICROS = KeptReply.KEPT_MICROS;

  private final StepEngine engine;
  private final EngineConfig config;
  private final StepClock clock;
  private final long originNs;
  private final long firstTick;

  /** Begins with an engine that has just started, at the time it started. */
  Beats(StepEngine engine, EngineConfig config, StepClock clock) {
    this.engine = engine;
    this.config = config;
    this.clock = clock;
    this.originNs = clock.nanoTime();
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
    }
  }

  /** No beat begins before its time: base plus a whole number of periods. */
  void check() {
    long elapsedNs = clock.nanoTime() - originNs;
    long due = firstTick + (long) (elapsedNs / 1e9 * config.tickRateHz() + 1e-6);
    assertTrue(
        engine.engine().tick() <= due,
        () -> "beat " + engine.engine().tick() + " has begun, " + due + " is due");
  }
}
