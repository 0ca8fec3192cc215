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
      "fsync, at half of what the engine takes just before each pair; their latency counts from when",
      "they were due. Each pair has a stretch while the snapshot is written and one as long without,",
      "in every second pair the other way round, and one between them while the snapshot is read",
      "back. The last lines have the ratio of p99, over all of a stretch and in the middle one of its",
      "seconds: the first is made by the longest stalls, of the disk's own, too. Where the engine",
      "takes far less behind a pair than before it, the machine became slower on the way, and what",
      "was half of a load was more.",
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
      SnapshotRun run = new SnapshotRun(folder.path(), snapshotMib << 20, rateMib << 20);
      print(out, run.run(pairs, rate, pair -> printAsItComes(out, pair)));
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static void printAsItComes(PrintWriter out, Pair pair) {
    out.printf(
        Locale.ROOT,
        "p99 %s us while one is written, %s without (middle second %s, %s)%n",
        micros(pair.with().all().getValueAtPercentile(PERCENTILE)),
        micros(pair.without().all().getValueAtPercentile(PERCENTILE)),
        micros(pair.with().middleSecond(PERCENTILE)),
        micros(pair.without().middleSecond(PERCENTILE)));
    out.flush();
  }

  private static void print(PrintWriter out, Result result) {
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
    table.add(row("while the process's first is written", result.first(), "", ""));
    Stretch with = new Stretch();
    Stretch readBack = new Stretch();
    Stretch without = new Stretch();
    for (Pair pair : result.pairs()) {
      with.add(pair.with());
      readBack.add(pair.readBack());
      without.add(pair.without());
      String load = String.format(Locale.ROOT, "%,.0f", pair.perSecond());
      String most = String.format(Locale.ROOT, "%s, %,.0f", load, pair.mostAfterwards());
      String snapshot =
          String.format(
              Locale.ROOT, "%,.0f MB in %.1f s", pair.bytes() / 1e6, pair.snapshotSeconds());
      table.add(row("while one is written", pair.with(), load, snapshot));
      table.add(row("while it is read back", pair.readBack(), load, ""));
      table.add(row("without", pair.without(), most, ""));
    }
    table.add(row("all pairs: while one is written", with, "", ""));
    table.add(row("all pairs: while it is read back", readBack, "", ""));
    table.add(row("all pairs: without", without, "", ""));
    out.print(table.render());
    Pair together = new Pair(0, without, with, readBack, 0, 0, 0);
    print(out, "p99", result.pairs(), together, pair -> pair.ratio(PERCENTILE));
    print(
        out,
        "p99 of the middle second",
        result.pairs(),
        together,
        pair -> pair.middleSecondRatio(PERCENTILE));
  }

  private static void print(
      PrintWriter out, String name, List<Pair> pairs, Pair together, Function<Pair, Double> ratio) {
    List<Double> ratios = pairs.stream().map(ratio).sorted().toList();
    if (!ratios.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "%s, with / without: %.2f of all pairs together; median of the pairs %.2f (%.2f to"
              + " %.2f)%n",
          name,
          ratio.apply(together),
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
