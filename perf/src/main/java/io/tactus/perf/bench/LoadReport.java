package io.tactus.perf.bench;

import io.tactus.perf.report.Figures;
import io.tactus.perf.report.HtmlPage;
import io.tactus.perf.report.LatencyTable;
import io.tactus.perf.report.Machine;
import io.tactus.perf.report.Plots;
import io.tactus.perf.rig.LoadResult;
import io.tactus.tools.output.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a workload came to, as text, JSON and HTML.
 *
 * @param load shape of the load, for people
 * @param tactus the server that matters
 * @param bare what it is held against
 */
record LoadReport(
    String workload, String load, boolean isClosedLoop, Measurement tactus, Measurement bare) {

  private static final List<String> THROUGHPUT_HEADINGS =
      List.of("server", "replies/s (lowest to highest)", "cores busy", "cpu µs/reply", "failed");

  private List<Measurement> both() {
    return List.of(tactus, bare);
  }

  /** Everything that must hold for the figures to mean something. */
  boolean holds() {
    return both().stream().allMatch(m -> m.heldRate() && m.failures() == 0);
  }

  private Spread throughputRatio() {
    return Measurement.ratio(tactus, bare, LoadResult::achievedPerSecond);
  }

  private Spread p99Ratio() {
    return Measurement.ratio(tactus, bare, load -> load.latencyNs().getValueAtPercentile(99));
  }

  private List<List<String>> throughputRows() {
    List<List<String>> rows = new ArrayList<>();
    for (Measurement measurement : both()) {
      rows.add(
          List.of(
              measurement.name(),
              measurement.throughput().text(Figures::rate),
              measurement.cores().highest() == 0 ? "" : measurement.cores().text(Figures::ratio),
              measurement.cores().highest() == 0
                  ? ""
                  : measurement.cpuMicrosPerReply().text(Figures::tenths),
              Long.toString(measurement.failures())));
    }
    return rows;
  }

  private LatencyTable latencies() {
    LatencyTable table = new LatencyTable("server");
    byName().forEach(table::add);
    return table;
  }

  /** One histogram for each server and kind of request. */
  private Map<String, Histogram> byName() {
    Map<String, Histogram> histograms = new LinkedHashMap<>();
    for (Measurement measurement : both()) {
      measurement
          .latenciesNs()
          .forEach(
              (kind, histogram) -> histograms.put(measurement.name() + ", " + kind, histogram));
    }
    return histograms;
  }

  private List<String> verdicts() {
    List<String> lines = new ArrayList<>();
    lines.add(
        isClosedLoop
            ? "throughput beside bare Undertow: " + throughputRatio().text(Figures::ratio)
            : "p99 beside bare Undertow: " + p99Ratio().text(Figures::ratio));
    for (Measurement measurement : both()) {
      if (!measurement.heldRate()) {
        lines.add("FAIL  " + measurement.name() + " did not hold the rate");
      }
      if (measurement.failures() > 0) {
        lines.add("FAIL  " + measurement.name() + " failed requests: " + measurement.failures());
      }
    }
    return lines;
  }

  String text() {
    TextTable throughput = new TextTable(THROUGHPUT_HEADINGS);
    throughputRows().forEach(throughput::add);
    return workload
        + "\n"
        + load
        + "\n"
        + Machine.describe()
        + "\n\n"
        + throughput.render()
        + "\n"
        + latencies().text()
        + "\n"
        + String.join("\n", verdicts())
        + "\n";
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("workload", workload);
    json.put("load", load);
    json.put("machine", Machine.describe());
    for (Measurement measurement : both()) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("repliesPerSecond", measurement.throughput().values());
      object.put("coresBusy", measurement.cores().values());
      object.put("cpuMicrosPerReply", measurement.cpuMicrosPerReply().values());
      object.put("heldRate", measurement.heldRate());
      object.put("failures", measurement.failures());
      Map<String, Object> latencies = new LinkedHashMap<>();
      measurement.latenciesNs().forEach((kind, h) -> latencies.put(kind, LatencyTable.json(h)));
      object.put("latency", latencies);
      json.put(measurement == tactus ? "tactus" : "bare", object);
    }
    json.put("throughputRatio", throughputRatio().values());
    json.put("p99Ratio", p99Ratio().values());
    json.put("holds", holds());
    return json;
  }

  HtmlPage page() {
    HtmlPage page =
        new HtmlPage(
            "Tactus bench: " + workload, load + ".", Machine.describe() + ". The rig shares it.");
    page.tiles(
        List.of(
            new HtmlPage.Tile(
                "Replies a second",
                Figures.rate(tactus.throughput().median()),
                "middle round of " + tactus.loads().size()),
            new HtmlPage.Tile(
                "Beside bare Undertow",
                Figures.ratio(throughputRatio().median()),
                Figures.ratio(throughputRatio().lowest())
                    + " to "
                    + Figures.ratio(throughputRatio().highest())),
            new HtmlPage.Tile(
                "p99",
                Figures.ms(tactus.latencyNs().getValueAtPercentile(99)) + " ms",
                "bare " + Figures.ms(bare.latencyNs().getValueAtPercentile(99)) + " ms"),
            new HtmlPage.Tile(
                "Slowest",
                Figures.ms(tactus.latencyNs().getMaxValue()) + " ms",
                "bare " + Figures.ms(bare.latencyNs().getMaxValue()) + " ms")));
    page.check(holds(), "every request answered with success, and the rate held");
    page.heading("Latency");
    page.paragraph(
        isClosedLoop
            ? "In milliseconds, from sending a request to the end of its reply. Every connection"
                + " sends as soon as it has its reply, so these times are those of a full server."
            : "In milliseconds, from the planned time of a request to the end of its reply.");
    page.table(latencies().headings(), latencies().rows());
    page.plot(Plots.percentiles(byName()), "Each step to the right is another nine.");
    page.heading("Throughput");
    page.table(THROUGHPUT_HEADINGS, throughputRows());
    page.paragraph(
        "Both servers ran in processes of their own with one IO thread and took turns, round by"
            + " round; the bare one returns the same bytes and does nothing else. Not in these"
            + " figures: the network between machines, TLS, other load.");
    return page;
  }
}
