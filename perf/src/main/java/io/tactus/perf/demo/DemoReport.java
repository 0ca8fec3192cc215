package io.tactus.perf.demo;

import io.tactus.perf.report.Figures;
import io.tactus.perf.report.HtmlPage;
import io.tactus.perf.report.LatencyTable;
import io.tactus.perf.report.Machine;
import io.tactus.perf.report.Plots;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A result as an HTML page. */
final class DemoReport {
  private static final double MICROS_PER_SECOND = 1e6;
  private static final int BINS = 48;

  private DemoReport() {}

  static HtmlPage page(DemoResult result) {
    DemoOptions options = result.options();
    Tally tally = result.tally();
    double seconds = result.elapsed().toNanos() / 1e9;
    HtmlPage page =
        new HtmlPage(
            "Tactus demo",
            String.format(
                Locale.ROOT,
                "%,d simulated players came to a matchmaker within %d seconds, over HTTP, and every "
                    + "step was on disk before it was answered.",
                tally.arrivedPlayers(),
                options.seconds()),
            Machine.describe() + ". Server and players share the machine.");
    page.tiles(tiles(result, seconds));
    result.checks().forEach(check -> page.check(check.holds(), check.text()));
    tally.failures().forEach((what, count) -> page.check(false, count + " × " + what));

    page.heading("Reply times");
    page.paragraph(
        "In milliseconds, from the time each request was planned to the last byte of its reply: a"
            + " server that stalls is charged for everything that should have been sent meanwhile."
            + " Enqueue and cancel are durable transactions; reading a ticket is a point read.");
    LatencyTable latencies = DemoSummary.latencies(result);
    page.table(latencies.headings(), latencies.rows());
    page.plot(
        Plots.percentiles(tally.latencies()),
        "Each step to the right is another nine: each line ends at its slowest request.");

    page.heading("Waiting for a match");
    page.paragraph(
        "From enqueue to match, in seconds. A player first accepts only others near in skill; the"
            + " window widens while the player waits, and at last regions no longer matter.");
    page.table(
        List.of("players matched", "p50 s", "p90 s", "p99 s", "p99.9 s", "max s"),
        List.of(waiting(tally.waitedMicros())));
    page.plot(
        Plots.distribution("waited, s", tally.waitedMicros(), MICROS_PER_SECOND, BINS),
        "How many players waited how long.");

    page.heading("Matches");
    page.table(
        List.of("mode", "matches"),
        result.audit().matchesByMode().entrySet().stream()
            .map(e -> List.of(e.getKey(), Figures.count(e.getValue())))
            .toList());
    page.plot(
        Plots.perSecond("matches", result.audit().matchesBySecond()),
        "Matches formed in each second, on the server's clock of beats. After the last arrival the"
            + " remaining players still match.");
    page.heading("How it was run");
    page.paragraph(
        String.format(
            Locale.ROOT,
            "%,.0f arrivals a second with random gaps, %d keep-alive connections, seed %d; one server"
                + " process with its default settings, durability fsync. Not in these figures: the"
                + " network between machines, TLS, and other load on the server.",
            options.playersPerSecond(),
            options.connections(),
            options.seed()));
    return page;
  }

  private static List<HtmlPage.Tile> tiles(DemoResult result, double seconds) {
    Tally tally = result.tally();
    Histogram all = new Histogram(3);
    tally.latencies().values().forEach(all::add);
    return List.of(
        new HtmlPage.Tile(
            "Matches",
            Figures.count(result.audit().matches()),
            Figures.rate(result.audit().matches() / seconds) + " a second"),
        new HtmlPage.Tile(
            "Requests",
            Figures.count(tally.requests()),
            Figures.rate(tally.requests() / seconds) + " a second"),
        new HtmlPage.Tile(
            "Reply, p50",
            Figures.ms(all.getValueAtPercentile(50)) + " ms",
            "p99 "
                + Figures.ms(all.getValueAtPercentile(99))
                + " ms, max "
                + Figures.ms(all.getMaxValue())
                + " ms"),
        new HtmlPage.Tile(
            "Waited, p50",
            Figures.seconds(tally.waitedMicros().getValueAtPercentile(50)) + " s",
            "p99 " + Figures.seconds(tally.waitedMicros().getValueAtPercentile(99)) + " s"),
        new HtmlPage.Tile(
            "Server's CPU",
            Figures.percent(result.serverCpu().toNanos() / 1e9 / seconds),
            "of one core; players "
                + Figures.percent(result.playersCpu().toNanos() / 1e9 / seconds)));
  }

  private static List<String> waiting(Histogram micros) {
    return List.of(
        Figures.count(micros.getTotalCount()),
        Figures.seconds(micros.getValueAtPercentile(50)),
        Figures.seconds(micros.getValueAtPercentile(90)),
        Figures.seconds(micros.getValueAtPercentile(99)),
        Figures.seconds(micros.getValueAtPercentile(99.9)),
        Figures.seconds(micros.getMaxValue()));
  }
}
