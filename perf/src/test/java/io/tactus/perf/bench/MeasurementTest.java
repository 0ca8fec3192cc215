package io.tactus.perf.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.perf.rig.LoadResult;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private static LoadResult load(long completed, double planned, int status, long latencyNs) {
    Histogram histogram = new Histogram(3);
    histogram.recordValueWithCount(latencyNs, completed);
    return new LoadResult(
        Map.of("read", histogram),
        completed,
        new TreeMap<>(Map.of(status, completed)),
        0,
        1_000_000_000,
        planned,
        0);
  }

  private static Measurement measurement(long... completed) {
    Measurement measurement = new Measurement("m");
    for (long count : completed) {
      measurement.add(load(count, 0, 200, 1_000_000), Duration.ofMillis(500));
    }
    return measurement;
  }

  private static LoadReport report(Measurement tactus, boolean closedLoop) {
    return new LoadReport("reads", "load", closedLoop, tactus, measurement(1000, 1000, 1000));
  }

  @Test
  void shouldTakeRatiosWithinARound() {
    Spread ratio =
        Measurement.ratio(
            measurement(500, 900, 300),
            measurement(1000, 1000, 1000),
            LoadResult::achievedPerSecond);
    assertEquals(new Spread(0.3, 0.5, 0.9), ratio);
  }

  @Test
  void shouldCountProcessorTimeInCores() {
    assertEquals(new Spread(0.5, 0.5, 0.5), measurement(1, 2).cores());
  }

  @Test
  void shouldHoldWhenAllIsWell() {
    assertTrue(report(measurement(900, 900, 900), true).holds());
  }

  @Test
  void shouldFailOnARateThatWasNotHeldInOneRound() {
    Measurement missed = new Measurement("m");
    missed.add(load(1000, 1000, 200, 1), Duration.ZERO);
    missed.add(load(980, 1000, 200, 1), Duration.ZERO);
    missed.add(load(1000, 1000, 200, 1), Duration.ZERO);
    LoadReport report = report(missed, false);
    assertFalse(report.holds());
    assertTrue(report.text().contains("FAIL  m did not hold the rate"), report.text());
  }

  @Test
  void shouldFailOnARefusedRequest() {
    Measurement refused = new Measurement("m");
    for (int round = 0; round < 3; round++) {
      refused.add(load(10, 0, 503, 1), Duration.ZERO);
    }
    assertFalse(report(refused, true).holds());
    assertTrue(report(refused, true).page().html().contains("✗"));
  }

  @Test
  void shouldAddTheHistogramsOfAllRounds() {
    Measurement measurement = new Measurement("m");
    measurement.add(load(99, 0, 200, 1_000_000), Duration.ZERO);
    measurement.add(load(1, 0, 200, 900_000_000), Duration.ZERO);
    Histogram all = measurement.latencyNs();
    assertEquals(100, all.getTotalCount());
    assertEquals(900_000_000.0, (double) all.getMaxValue(), 1e6);
    assertEquals(1_000_000.0, (double) all.getValueAtPercentile(99), 1e3);
  }
}
