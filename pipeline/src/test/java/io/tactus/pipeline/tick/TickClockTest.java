package io.tactus.pipeline.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TickClockTest {
  private static final long BASE = 41;
  private static final long ORIGIN_NS = 123_456_789;

  /** Remembers what the clock drove; applies TICKs when told to. */
  private static final class Target implements BeatTarget {
    private final List<Long> submitted = new ArrayList<>();
    private final List<Long> skipped = new ArrayList<>();
    private boolean due = true;
    private boolean full;
    private boolean paused;
    private boolean applyAtOnce = true;
    private long applied = BASE;
    private long idle;
    private long overruns;

    @Override
    public boolean isDue(long previous, long tick) {
      return due;
    }

    @Override
    public boolean isPaused() {
      return paused;
    }

    @Override
    public boolean trySubmit(long tick, long beatsSkipped) {
      if (full) {
        return false;
      }
      submitted.add(tick);
      skipped.add(beatsSkipped);
      if (applyAtOnce) {
        applied = tick;
      }
      return true;
    }

    @Override
    public long appliedTick() {
      return applied;
    }

    @Override
    public void onLate(long overrunNs) {
      overruns++;
    }

    @Override
    public void onIdle(long tick, long beats) {
      idle += beats;
    }
  }

  private final Target target = new Target();

  private static BeatSchedule at(int hz) {
    return new BeatSchedule(hz, BASE, ORIGIN_NS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 30, 60, 100, 120, 144})
  void shouldNotDriftOverAMillionBeats(int hz) {
    BeatSchedule beats = at(hz);
    long million = 1_000_000;
    assertEquals(ORIGIN_NS + million * 1_000_000_000L / hz, beats.dueNs(BASE + million));
    long previous = beats.dueNs(BASE);
    for (long beat = BASE + 1; beat <= BASE + million; beat++) {
      long due = beats.dueNs(beat);
      long gap = due - previous;
      assertTrue(gap == beats.periodNs() || gap == beats.periodNs() + 1, "a gap of " + gap);
      assertEquals(beat, beats.latestDue(due));
      assertEquals(beat - 1, beats.latestDue(due - 1));
      previous = due;
    }
  }

  @Test
  void shouldSubmitEachBeatOnceWhenItIsDue() {
    TickClock clock = new TickClock(at(60), target);
    for (long tick = BASE + 1; tick <= BASE + 1000; tick++) {
      long waitNs = clock.poll(at(60).dueNs(tick) - 1);
      assertEquals(1, waitNs);
      clock.poll(at(60).dueNs(tick));
    }
    assertEquals(1000, target.submitted.size());
    assertEquals(BASE + 1000, target.submitted.getLast());
    assertTrue(target.skipped.stream().allMatch(n -> n == 0));
  }

  @Test
  void shouldRunAtMostFourLateBeatsAndSkipTheRest() {
    TickClock clock = new TickClock(at(60), target);
    clock.poll(at(60).dueNs(BASE + 1));
    clock.poll(at(60).dueNs(BASE + 31));
    assertEquals(List.of(BASE + 1, BASE + 28, BASE + 29, BASE + 30, BASE + 31), target.submitted);
    assertEquals(List.of(0L, 26L, 0L, 0L, 0L), target.skipped);
  }

  @Test
  void shouldRunAllOfAFewLateBeats() {
    TickClock clock = new TickClock(at(60), target);
    clock.poll(at(60).dueNs(BASE + 4));
    assertEquals(List.of(BASE + 1, BASE + 2, BASE + 3, BASE + 4), target.submitted);
  }

  @Test
  void shouldAnnounceIdleBeatsWithoutACommand() {
    target.due = false;
    TickClock clock = new TickClock(at(60), target);
    clock.poll(at(60).dueNs(BASE + 100));
    assertEquals(List.of(), target.submitted);
    assertEquals(100, target.idle);
    assertEquals(BASE + 100, clock.announcedTick());
  }

  @Test
  void shouldWaitForTheTickUnderWay() {
    target.applyAtOnce = false;
    TickClock clock = new TickClock(at(60), target);
    clock.poll(at(60).dueNs(BASE + 1));
    clock.poll(at(60).dueNs(BASE + 50));
    assertEquals(List.of(BASE + 1), target.submitted);
    target.applied = BASE + 1;
    target.applyAtOnce = true;
    clock.poll(at(60).dueNs(BASE + 50));
    assertEquals(List.of(0L, 45L, 0L, 0L, 0L), target.skipped);
    assertEquals(1, target.overruns);
  }

  @Test
  void shouldTryAgainWhenTheRingIsFull() {
    target.full = true;
    TickClock clock = new TickClock(at(60), target);
    assertTrue(clock.poll(at(60).dueNs(BASE + 1)) > 0);
    assertEquals(List.of(), target.submitted);
    target.full = false;
    clock.poll(at(60).dueNs(BASE + 1) + 10);
    assertEquals(List.of(BASE + 1), target.submitted);
  }

  @Test
  void shouldLetBeatsWithSomethingDueWaitWhilePausedAndIdleOnesPass() {
    target.paused = true;
    TickClock clock = new TickClock(at(60), target);
    assertEquals(at(60).periodNs(), clock.poll(at(60).dueNs(BASE + 1)), "no hurry");
    clock.poll(at(60).dueNs(BASE + 50));
    assertEquals(List.of(), target.submitted);
    target.paused = false;
    clock.poll(at(60).dueNs(BASE + 60));
    assertEquals(List.of(BASE + 57, BASE + 58, BASE + 59, BASE + 60), target.submitted);
    assertEquals(List.of(56L, 0L, 0L, 0L), target.skipped);
    target.paused = true;
    target.due = false;
    clock.poll(at(60).dueNs(BASE + 70));
    assertEquals(BASE + 70, clock.announcedTick());
  }
}
