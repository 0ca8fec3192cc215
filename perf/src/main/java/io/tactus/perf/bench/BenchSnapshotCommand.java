package io.tactus.perf.bench;

import io.tactus.perf.process.TemporaryFolder;
import io.tactus.perf.recovery.SnapshotRun;
import io.tactus.perf.recovery.SnapshotRun.Pair;
import io.tactus.perf.recovery.Stretch;
import io.tactus.tools.ExitCode;
import io.tactus.tools.output.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
      "fsync, at half of what the engine takes just before each pair; their latency counts from when",
      "they were due. Each pair has a stretch while the snapshot is written and one as long without,",
      "in every second pair the other way round. The last lines have the ratio of p99, over all of a",
      "stretch and in the middle one of its seconds: the first is made by the longest stalls, of the",
      "disk's own, too. Where the engine takes far less behind a pair than before it, the machine",
      "became slower on the way, and what was half of a load was more.",
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
      description = "Writes per second; 0: half of what the engine takes before each pair.")
  private double rate;

  @Option(names = "--pairs", defaultValue = "3", description = "How many pairs.")
  private int pairs;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (TemporaryFolder folder = TemporaryFolder.create("tactus-snapshot")) {
      print(out, new SnapshotRun(folder.path(), snapshotMib << 20, rateMib << 20).run(pairs, rate));
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static void print(PrintWriter out, List<Pair> pairs) {
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
                "writes/s: sent, taken afterwards",
                "snapshot"));
    for (Pair pair : pairs) {
      String load = String.format(Locale.ROOT, "%,.0f", pair.perSecond());
      String most = String.format(Locale.ROOT, "%s, %,.0f", load, pair.mostAfterwards());
      String snapshot =
          String.format(
              Locale.ROOT, "%,.0f MB in %.1f s", pair.bytes() / 1e6, pair.snapshotSeconds());
      table.add(row("while one is written", pair.with(), load, snapshot));
      table.add(row("without", pair.without(), most, ""));
    }
    Pair all = together(pairs);
    Pair later = together(pairs.stream().skip(1).toList());
    table.add(row("all pairs: while one is written", all.with(), "", ""));
    table.add(row("all pairs: without", all.without(), "", ""));
    out.print(table.render());
    print(out, "all pairs together", all);
    print(out, "all but the first, when the memory for what changes is new", later);
    print(out, "p99 with / without", pairs.stream().map(pair -> pair.ratio(PERCENTILE)));
    print(
        out,
        "p99 of the middle second with / without",
        pairs.stream().map(pair -> pair.middleSecondRatio(PERCENTILE)));
  }

  private static Pair together(List<Pair> pairs) {
    Stretch with = new Stretch();
    Stretch without = new Stretch();
    for (Pair pair : pairs) {
      with.add(pair.with());
      without.add(pair.without());
    }
    return new Pair(0, without, with, 0, 0, 0);
  }

  private static void print(PrintWriter out, String name, Pair together) {
    if (together.without().all().getTotalCount() > 0) {
      out.printf(
          Locale.ROOT,
          "%s, with / without: p99 %.2f, p99 of the middle second %.2f%n",
          name,
          together.ratio(PERCENTILE),
          together.middleSecondRatio(PERCENTILE));
    }
  }

  private static void print(PrintWriter out, String name, Stream<Double> all) {
    List<Double> ratios = all.sorted().toList();
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

  private static List<String> row(String name, Stretch stretch, String load, String snapshot) {
    Histogram latency = stretch.all();
    return List.of(
        name,
        String.valueOf(latency.getTotalCount()),
        micros(latency.getValueAtPercentile(50)),
        micros(latency.getValueAtPercentile(PERCENTILE)),
        micros(latency.getValueAtPercentile(99.9)),
        micros(latency.getMaxValue()),
        micros(stretch.middleSecond(PERCENTILE)),
        load,
        snapshot);
  }

  private static String micros(long ns) {
    return String.format(Locale.ROOT, "%.0f", ns / MICROS);
  }
}
