package io.tactus.journal.segment;

import static io.tactus.journal.segment.PreparationPace.AHEAD;
import static io.tactus.journal.segment.PreparationPace.AT_ONCE_BYTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PreparationPaceTest {
  /** More than is filled in a day for want of a journal that grows. */
  private static final long MUCH = 86_400 * PreparationPace.BYTES_PER_SECOND;

  @Test
  void shouldFillSmallSegmentsAtOnce() {
    AtomicInteger asked = new AtomicInteger();
    PreparationPace pace = new PreparationPace(() -> 0, () -> asked.incrementAndGet() > 0);

    pace.passed(AT_ONCE_BYTES);

    assertEquals(0, asked.get(), "times it had to wait");
  }

  @Test
  void shouldWaitUntilTheJournalHasGrown() {
    AtomicLong written = new AtomicLong(5_000_000);
    PreparationPace pace =
        new PreparationPace(() -> written.getAndAdd(MUCH / AHEAD / 4), () -> false);

    pace.passed(MUCH);

    long grown = written.get() - 5_000_000;
    assertTrue(grown * AHEAD >= MUCH, "filled " + MUCH + " while the journal grew by " + grown);
  }

  @Test
  void shouldGoOnSlowlyWhenTheJournalStandsStill() {
    long begunNs = System.nanoTime();
    PreparationPace pace = new PreparationPace(() -> 7, () -> false);

    pace.passed(AT_ONCE_BYTES + 200_000);
    pace.passed(2_000_000);

    double seconds = (System.nanoTime() - begunNs) / 1e9;
    double least = (AT_ONCE_BYTES + 2_200_000.0) / PreparationPace.BYTES_PER_SECOND;
    assertTrue(seconds >= least, seconds + " s, at least " + least);
  }

  @Test
  void shouldStopWaitingWhenSomebodyIsInAHurry() {
    AtomicInteger asked = new AtomicInteger();
    PreparationPace pace = new PreparationPace(() -> 0, () -> asked.incrementAndGet() > 3);

    pace.passed(MUCH);

    assertEquals(4, asked.get());
  }
}
