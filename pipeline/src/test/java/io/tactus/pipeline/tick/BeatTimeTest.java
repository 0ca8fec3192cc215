package io.tactus.pipeline.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.pipeline.EngineClock;
import io.tactus.pipeline.StepClock;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BeatTimeTest {
  private static final long SECOND_MICROS = 1_000_000;
  private static final long SECOND_NS = 1_000_000_000;

  private final StepClock clock = new StepClock();
  private final BeatTime time = new BeatTime(clock, clock.nanoTime(), clock.wallMicros());

  /** Beat time less the clock that never jumps. */
  private long leapt() {
    return (time.nowNs() - clock.nanoTime()) / 1000;
  }

  @Test
  void shouldLeapOnlyWhenMoreThanASecondBehind() {
    clock.advanceNs(SECOND_NS);
    assertEquals(0, leapt());
    clock.jumpMicros(SECOND_MICROS);
    assertEquals(0, leapt());
    clock.jumpMicros(1);
    assertEquals(SECOND_MICROS + 1, leapt());
    clock.jumpMicros(-10 * SECOND_MICROS);
    assertEquals(SECOND_MICROS + 1, leapt());
    clock.jumpMicros(11 * SECOND_MICROS);
    assertEquals(SECOND_MICROS + 1, leapt(), "a second behind again");
    clock.jumpMicros(1);
    assertEquals(2 * SECOND_MICROS + 2, leapt());
  }

  @Test
  void shouldLetTheWallClockCatchUpWithABeatThatIsAhead() {
    BeatTime ahead =
        new BeatTime(clock, clock.nanoTime(), clock.wallMicros() + 100 * SECOND_MICROS);
    clock.jumpMicros(101 * SECOND_MICROS);
    assertEquals(clock.nanoTime(), ahead.nowNs());
    clock.jumpMicros(1);
    assertEquals(clock.nanoTime() + 1000 * (SECOND_MICROS + 1), ahead.nowNs());
  }

  @Test
  void shouldNeverGoBackNorFallBehindWhateverTheClocksDo() {
    SplittableRandom random = new SplittableRandom(3);
    long originMicros = clock.wallMicros();
    long originNs = clock.nanoTime();
    long previous = time.nowNs();
    for (int i = 0; i < 2_000; i++) {
      clock.advanceNs(random.nextLong(SECOND_NS));
      clock.jumpMicros(random.nextLong(-3 * SECOND_MICROS, 3 * SECOND_MICROS));
      long elapsedFrom = previous;
      long now = time.nowNs();
      assertTrue(now >= elapsedFrom, "back by " + (elapsedFrom - now));
      long beatMicros = originMicros + (now - originNs) / 1000;
      assertTrue(beatMicros >= clock.wallMicros() - SECOND_MICROS, "behind");
      previous = now;
    }
  }

  /** A thread that is held up between two looks at clocks has not seen a clock that was set. */
  @Test
  void shouldNotTakeAHeldUpThreadForALag() {
    EngineClock heldUp =
        new EngineClock() {
          @Override
          public long wallMicros() {
            long wall = clock.wallMicros();
            clock.advanceNs(5 * SECOND_NS);
            return wall;
          }

          @Override
          public long nanoTime() {
            long nanos = clock.nanoTime();
            clock.advanceNs(5 * SECOND_NS);
            return nanos;
          }
        };
    BeatTime held = new BeatTime(heldUp, clock.nanoTime(), clock.wallMicros());
    for (int i = 0; i < 100; i++) {
      long now = held.nowNs();
      assertEquals(clock.nanoTime() - 5 * SECOND_NS, now);
    }
  }
}
