package io.tactus.perf.demo;

import io.tactus.perf.report.Figures;
import io.tactus.perf.report.LatencyTable;
import java.io.PrintWriter;
import org.HdrHistogram.Histogram;

/** A result as text for the terminal. */
final class DemoSummary {
  private DemoSummary() {}

  static void print(DemoResult result, PrintWriter out) {
    Tally tally = result.tally();
    Histogram waited = tally.waitedMicros();
    double seconds = result.elapsed().toNanos() / 1e9;
    line(out, "matches", Long.toString(result.audit().matches()));
    line(
        out,
        "players",
        "%d came, %d matched, %d cancelled, %d expired, %d still waiting"
            .formatted(
                tally.arrivedPlayers(),
                tally.matchedPlayers(),
                tally.cancelledPlayers(),
                tally.expiredPlayers(),
                tally.waitingPlayers()));
    line(
        out,
        "requests",
        "%d, %s a second".formatted(tally.requests(), Figures.rate(tally.requests() / seconds)));
    line(
        out,
        "waiting s",
        "p50 %s   p90 %s   p99 %s   max %s"
            .formatted(
                Figures.seconds(waited.getValueAtPercentile(50)),
                Figures.seconds(waited.getValueAtPercentile(90)),
                Figures.seconds(waited.getValueAtPercentile(99)),
                Figures.seconds(waited.getMaxValue())));
    line(
        out,
        "cpu",
        "server %s, players %s of one core"
            .formatted(
                Figures.percent(result.serverCpu().toNanos() / 1e9 / seconds),
                Figures.percent(result.playersCpu().toNanos() / 1e9 / seconds)));
    out.println();
    out.print(latencies(result).text());
    out.println();
    for (DemoResult.Check check : result.checks()) {
      out.println((check.holds() ? "ok    " : "FAIL  ") + check.text());
    }
    tally.failures().forEach((what, count) -> out.println("      " + count + " × " + what));
    out.println();
    out.println("report: " + result.options().report().toAbsolutePath());
  }

  /** Latencies of each operation, and of all. */
  static LatencyTable latencies(DemoResult result) {
    LatencyTable table = new LatencyTable("operation");
    Histogram all = new Histogram(3);
    result
        .tally()
        .latencies()
        .forEach(
            (name, histogram) -> {
              table.add(name, histogram);
              all.add(histogram);
            });
    table.add("all", all);
    return table;
  }

  private static void line(PrintWriter out, String name, String value) {
    out.println((name + "            ").substring(0, 11) + value);
  }
}
