package io.tactus.perf.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyTableTest {
  @Test
  void shouldShowPercentilesAndTheMaximum() {
    Histogram histogram = new Histogram(5);
    for (int i = 1; i <= 10_000; i++) {
      histogram.recordValue(i * 1000L);
    }
    histogram.recordValue(5_000_000_000L);
    LatencyTable table = new LatencyTable("operation");
    table.add("read", histogram);
    List<String> row = table.rows().getFirst();
    assertEquals(List.of("read", "10,001", "5.001", "9.001", "9.901", "9.991"), row.subList(0, 6));
    assertEquals("10.000", row.get(6));
    assertEquals(5000, Double.parseDouble(row.get(7)), 0.1);
  }

  @Test
  void shouldAddHistogramsInsteadOfAveragingPercentiles() {
    Histogram fast = new Histogram(3);
    Histogram slow = new Histogram(3);
    fast.recordValueWithCount(1_000_000, 990);
    slow.recordValueWithCount(100_000_000, 10);
    Histogram both = new Histogram(3);
    both.add(fast);
    both.add(slow);
    LatencyTable table = new LatencyTable("x");
    table.add("both", both);
    String text = table.text();
    assertTrue(text.lines().count() == 2 && text.contains("max ms"), text);
    // An average of the two p50 would be about 50 ms.
    assertEquals("1.000", table.rows().getFirst().get(2));
    assertTrue(table.rows().getFirst().get(7).startsWith("100."), text);
  }

  @Test
  void shouldShowNoPercentilesOfNothing() {
    LatencyTable table = new LatencyTable("x");
    table.add("none", new Histogram(3));
    assertEquals(List.of("none", "0", "", "", "", "", "", ""), table.rows().getFirst());
  }
}
