package io.tactus.perf.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class StretchTest {
  private static final long MS = 1_000_000;

  /** HdrHistogram keeps three digits. */
  private static final double DIGITS = 0.001;

  @Test
  void shouldGiveTheMiddleOfItsWholeSeconds() {
    Stretch stretch = new Stretch();
    long[] latenciesMs = {3, 200, 5, 4, 900, 7_000};
    for (int second = 0; second < latenciesMs.length; second++) {
      for (int write = 0; write < 10; write++) {
        long dueNs = -5_000 + (second * 1_000L + write * 100L) * MS;
        stretch.record(dueNs, dueNs + latenciesMs[second] * MS);
      }
    }

    // 3, 4, 5, 200 and 900; the last second is not whole.
    assertEquals(5 * MS, (double) stretch.middleSecond(99), 5 * MS * DIGITS);
    assertEquals(60, stretch.all().getTotalCount());
    assertEquals(7_000 * MS, (double) stretch.all().getValueAtPercentile(99), 7_000 * MS * DIGITS);
  }

  @Test
  void shouldLeaveOutSecondsWithoutWrites() {
    Stretch stretch = new Stretch();
    stretch.record(0, 2 * MS);
    stretch.record(5_000 * MS, 5_002 * MS);

    assertEquals(2 * MS, (double) stretch.middleSecond(99), 2 * MS * DIGITS);
  }

  @Test
  void shouldTakeSeveralAsOne() {
    Stretch together = new Stretch();
    for (long[] latenciesMs : new long[][] {{3, 90, 1_000}, {5, 4, 1_000}, {70, 80, 1_000}}) {
      Stretch stretch = new Stretch();
      for (int second = 0; second < latenciesMs.length; second++) {
        long dueNs = second * 1_000L * MS;
        stretch.record(dueNs, dueNs + latenciesMs[second] * MS);
      }
      together.add(stretch);
    }

    // 3, 4, 5, 70, 80 and 90; the last second of each is not whole.
    assertEquals(70 * MS, (double) together.middleSecond(99), 70 * MS * DIGITS);
    assertEquals(9, together.all().getTotalCount());
  }

  @Test
  void shouldHaveNoMiddleWithoutAWholeSecond() {
    Stretch stretch = new Stretch();
    stretch.record(0, 2 * MS);

    assertEquals(0, stretch.middleSecond(99));
  }
}
