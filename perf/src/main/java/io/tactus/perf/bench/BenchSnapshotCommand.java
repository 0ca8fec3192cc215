package io.tactus.perf.bench;

import io.tactus.perf.process.TemporaryFolder;
import io.tactus.perf.recovery.SnapshotRun;
import io.tactus.perf.recovery.SnapshotRun.Pair;
import io.tactus.perf.recovery.SnapshotRun.Result;
import io.tactus.perf.recovery.Stretch;
import io.tactus.tools.ExitCode;
import io.tactus.tools.output.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tactus bench snapshot}. Filled and called by picocli, once. */
@Command(
    name = "snapshot",
    description = "Measures what writing a snapshot does to the latency of writes.",
    footer = {
      "",
      "In this process, without HTTP, in a temporary folder. Writes are updates of one row under",
      "fsync, at half of what the engine takes; their latency counts from when they were due. Each",
      "pair has a stretch while the snapshot is written and one as long without, one after the",
      "other. The last lines have the median of the pairs' ratios of p99, over all of a stretch and",
      "in the middle one of its seconds: the first is made by the longest stall.",
      "",
      "Example:",
      "  tactus bench snapshot --snapshot-mib 1024 --pairs 5"
    })
final class BenchSnapshotCommand implements Callable<Integer> {
  private static final double MICROS = 1_000;
  private static final double PERCENTILE = 99;

  @Spec private CommandSpec spec;

  @Option(names = "--snapshot-mib", defaultValue = "1024", description = "Size of the snapshot.")
  private long snapshotMib;

  @Option(
      names = "--snapshot-rate-mib",
      defaultValue = "64",
      description = "How fast it is written, per second; 0: no bound.")
  private long rateMib;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = "Writes per second; 0: half of what the engine takes.")
  private double rate;

  @Option(names = "--pairs", defaultValue = "3", description = "How many pairs.")
  private int pairs;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (TemporaryFolder folder = TemporaryFolder.create("tactus-snapshot")) {
      Result result =
          new SnapshotRun(folder.path(), snapshotMib << 20, rateMib << 20).run(pairs, rate);
      print(out, result);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static void print(PrintWriter out, Result result) {
    out.printf(Locale.ROOT, "%,.0f writes/s%n", result.perSecond());
    TextTable table =
        new TextTable(
            List.of(
                "writes, microseconds",
                "count",
                "p50",
                "p99",
                "p99.9",
                "max",
                "p99 of the middle second",
                "snapshot"));
    for (Pair pair : result.pairs()) {
      String snapshot =
          String.format(
              Locale.ROOT, "%,.0f MB in %.1f s", pair.bytes() / 1e6, pair.snapshotSeconds());
      table.add(row("while one is written", pair.with(), snapshot));
      table.add(row("without", pair.without(), ""));
    }
    out.print(table.render());
    print(out, "p99 with / without", result, pair -> pair.ratio(PERCENTILE));
    print(
        out,
        "p99 of the middle second with / without",
        result,
        pair -> pair.middleSecondRatio(PERCENTILE));
  }

  private static void print(
      PrintWriter out, String name, Result result, Function<Pair, Double> ratio) {
    List<Double> ratios = result.pairs().stream().map(ratio).sorted().toList();
    if (!ratios.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "%s: %.2f (%.2f to %.2f)%n",
          name,
          ratios.get(ratios.size() / 2),
          ratios.getFirst(),
          ratios.getLast());
    }
  }

  private static List<String> row(String name, Stretch stretch, String snapshot) {
    Histogram latency = stretch.all();
    return List.of(
        name,
        String.valueOf(latency.getTotalCount()),
        micros(latency.getValueAtPercentile(50)),
        micros(latency.getValueAtPercentile(PERCENTILE)),
        micros(latency.getValueAtPercentile(99.9)),
        micros(latency.getMaxValue()),
        micros(stretch.middleSecond(PERCENTILE)),
        snapshot);
  }

  private static String micros(long ns) {
    return String.format(Locale.ROOT, "%.0f", ns / MICROS);
  }
}
