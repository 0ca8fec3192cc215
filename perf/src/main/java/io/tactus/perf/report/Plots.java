package io.tactus.perf.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** The plots that reports are made of. */
public final class Plots {
  private static final double NS_PER_MS = 1e6;
  private static final int TICKS_PER_HALF_DISTANCE = 7;

  private Plots() {}

  /**
   * Latency over percentile, one line for each histogram. Both axes are logarithmic: every step to
   * the right is another nine, so that the slowest requests get as much room as the usual ones.
   */
  public static Plot percentiles(Map<String, Histogram> latenciesNs) {
    Map<String, Histogram> filled = new LinkedHashMap<>(latenciesNs);
    filled.values().removeIf(histogram -> histogram.getTotalCount() == 0);
    double lowest = Double.MAX_VALUE;
    double highest = 0;
    double most = 10;
    for (Histogram histogram : filled.values()) {
      lowest = Math.min(lowest, histogram.getValueAtPercentile(0) / NS_PER_MS);
      highest = Math.max(highest, histogram.getMaxValue() / NS_PER_MS);
      most = Math.max(most, (double) histogram.getTotalCount());
    }
    Axis x = Axis.decades("percentile", 1, most).labelled(Plots::percentile);
    Axis y = Axis.decades("latency, ms", filled.isEmpty() ? 1 : lowest, highest);
    Plot plot = new Plot(x, y);
    filled.forEach((name, histogram) -> addPercentiles(plot, name, histogram));
    return plot;
  }

  private static void addPercentiles(Plot plot, String name, Histogram latencyNs) {
    int points = 0;
    double[] xs = new double[4096];
    double[] ys = new double[4096];
    for (HistogramIterationValue value : latencyNs.percentiles(TICKS_PER_HALF_DISTANCE)) {
      if (points == xs.length) {
        break;
      }
      double above = 1 - value.getPercentileLevelIteratedTo() / 100;
      // Nothing lies beyond one of all: there the maximum stands.
      double total = (double) latencyNs.getTotalCount();
      xs[points] = above > 0 ? Math.min(total, 1 / above) : total;
      ys[points] = value.getValueIteratedTo() / NS_PER_MS;
      points++;
    }
    plot.line(name, Arrays.copyOf(xs, points), Arrays.copyOf(ys, points));
  }

  /** The label of 1 / (1 - p): 1 is 0%, 10 is 90%, 1000 is 99.9%. */
  static String percentile(double inverse) {
    int nines = (int) Math.round(Math.log10(inverse));
    return nines == 0
        ? "0%"
        : String.format(
            Locale.ROOT, "%." + Math.max(0, nines - 2) + "f%%", 100 - 100 / Math.pow(10, nines));
  }

  /**
   * How often a value fell into each of equally wide bins.
   *
   * @param title of the horizontal axis
   * @param values whole units, such as microseconds
   * @param unitsPerTick how many of them are 1 on the axis
   * @param bins at least 1
   */
  public static Plot distribution(String title, Histogram values, double unitsPerTick, int bins) {
    // Beyond the 99.9th percentile a handful would squeeze all others into a corner.
    double highest = Math.max((double) values.getValueAtPercentile(99.9), unitsPerTick / 10);
    double[] counts = new double[bins];
    for (HistogramIterationValue value : values.recordedValues()) {
      int bin = (int) Math.min(bins - 1, value.getValueIteratedTo() / highest * bins);
      counts[bin] += value.getCountAtValueIteratedTo();
    }
    double most = Arrays.stream(counts).max().orElse(1);
    double width = highest / unitsPerTick / bins;
    Plot plot = new Plot(Axis.linear(title, width * bins), Axis.linear("count", most));
    for (int i = 0; i < bins; i++) {
      boolean last = i == bins - 1;
      plot.bar(
          i * width,
          (i + 1) * width,
          counts[i],
          String.format(
              Locale.ROOT, "%.2f%s: %,.0f", i * width, last ? " and above" : "", counts[i]));
    }
    return plot;
  }

  /** A count for every second of a run. */
  public static Plot perSecond(String what, SortedMap<Long, Long> counts) {
    double seconds = counts.isEmpty() ? 1 : counts.lastKey().doubleValue() + 1;
    double most = counts.values().stream().mapToDouble(Long::doubleValue).max().orElse(1);
    Plot plot =
        new Plot(Axis.linear("second of the run", seconds), Axis.linear(what + " a second", most));
    counts.forEach(
        (second, count) -> {
          double from = second.doubleValue();
          plot.bar(from, from + 1, count.doubleValue(), "second " + second + ": " + count);
        });
    return plot;
  }
}
