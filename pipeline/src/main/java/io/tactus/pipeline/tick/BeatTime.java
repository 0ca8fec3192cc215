package io.tactus.pipeline.tick;

import io.tactus.pipeline.EngineClock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time that beats are counted by. It runs with the clock that never jumps, and follows the wall
 * clock where that one has left it behind, forward only:
 *
 * <pre>
 *  wall clock         ────────╮ asleep, or set forward         ╭──── more than MAX_LAG ahead
 *  beat time          ────────╯ leaps: beats are skipped  ─────╯     of beat time
 *
 *  wall clock set back, or ahead by no more than MAX_LAG: beat time goes on as if nothing had been
 * </pre>
 *
 * <p>Linux stops the clock that never jumps while a machine sleeps. The beats of that time are late
 * beats like those of any stall, and {@link TickClock} does with them what it does with those. So
 * the number of a beat and its time stay one thing, and nothing but the numbers of beats is ever
 * journaled: a replay knows nothing of this.
 *
 * <p>Threading: one thread, that which polls the {@link TickClock}.
 */
public final class BeatTime {
  /**
   * How far beat time may lie behind the wall clock. Clocks are corrected by less than this all the
   * time, and the beat is not to stumble over each correction.
   */
  static final long MAX_LAG_MICROS = 1_000_000;

  /** All leaps together, so that nanoseconds do not overflow: wall clocks say anything. */
  private static final long MAX_LEAPS_MICROS = TimeUnit.DAYS.toMicros(200 * 365);

  private static final Logger LOG = LoggerFactory.getLogger(BeatTime.class);

  private final EngineClock clock;
  private final long originNs;
  private final long originMicros;
  private long leaptMicros;

  /**
   * Beat time of a start.
   *
   * @param originNs when the first beat begins, on the clock that never jumps
   * @param originMicros what time that beat has, microseconds since the epoch
   */
  public BeatTime(EngineClock clock, long originNs, long originMicros) {
    this.clock = clock;
    this.originNs = originNs;
    this.originMicros = originMicros;
  }

  /** The time by which a {@link BeatSchedule} with the same origin says what is due. */
  public long nowNs() {
    // In this order: if the thread is held up between the two, it sees less of a lag, not more.
    long wallMicros = clock.wallMicros();
    long nowNs = clock.nanoTime();
    long beatMicros = originMicros + (nowNs - originNs) / 1000 + leaptMicros;
    if (wallMicros - beatMicros > MAX_LAG_MICROS) {
      leap(wallMicros - beatMicros);
    }
    return nowNs + leaptMicros * 1000;
  }

  private void leap(long lagMicros) {
    long leap = Math.min(lagMicros, MAX_LEAPS_MICROS - leaptMicros);
    if (leap > 0) {
      leaptMicros += leap;
      LOG.warn(
          "the wall clock was {} ms ahead of the beat: the machine slept, or the clock was set;"
              + " the beats of that time are skipped",
          TimeUnit.MICROSECONDS.toMillis(leap));
    }
  }
}
