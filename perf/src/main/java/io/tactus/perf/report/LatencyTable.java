package io.tactus.perf.report;

import io.tactus.tools.output.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Latencies of several operations, in milliseconds: count, percentiles up to 99.99, and the
 * maximum.
 */
public final class LatencyTable {
  /** The percentiles shown, between the count and the maximum. */
  static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};

  private final List<String> headings = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table with no rows yet.
   *
   * @param subject heading of the first column
   */
  public LatencyTable(String subject) {
    headings.addAll(List.of(subject, "count", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms"));
    headings.addAll(List.of("p99.99 ms", "max ms"));
  }

  /** Adds a row. An empty histogram has a count of 0 and no percentiles. */
  public void add(String name, Histogram latencyNs) {
    long count = latencyNs.getTotalCount();
    List<String> row = new ArrayList<>(List.of(name, Figures.count(count)));
    for (double percentile : PERCENTILES) {
      row.add(count == 0 ? "" : Figures.ms(latencyNs.getValueAtPercentile(percentile)));
    }
    row.add(count == 0 ? "" : Figures.ms(latencyNs.getMaxValue()));
    rows.add(List.copyOf(row));
  }

  /** One histogram as a JSON object: count, percentiles and maximum in nanoseconds. */
  public static Map<String, Object> json(Histogram latencyNs) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("count", latencyNs.getTotalCount());
    if (latencyNs.getTotalCount() > 0) {
      object.put("p50Ns", latencyNs.getValueAtPercentile(50));
      object.put("p90Ns", latencyNs.getValueAtPercentile(90));
      object.put("p99Ns", latencyNs.getValueAtPercentile(99));
      object.put("p99_9Ns", latencyNs.getValueAtPercentile(99.9));
      object.put("p99_99Ns", latencyNs.getValueAtPercentile(99.99));
      object.put("maxNs", latencyNs.getMaxValue());
    }
    return object;
  }

  public List<String> headings() {
    return List.copyOf(headings);
  }

  public List<List<String>> rows() {
    return List.copyOf(rows);
  }

  /** For a terminal. */
  public String text() {
    TextTable table = new TextTable(headings);
    rows.forEach(table::add);
    return table.render();
  }
}
