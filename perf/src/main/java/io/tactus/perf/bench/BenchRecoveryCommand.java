package io.tactus.perf.bench;

import io.tactus.perf.process.TemporaryFolder;
import io.tactus.perf.recovery.RecoveryRun;
import io.tactus.perf.recovery.RecoveryRun.Latency;
import io.tactus.perf.recovery.RecoveryRun.Recovered;
import io.tactus.tools.ExitCode;
import io.tactus.tools.output.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tactus bench recovery}. Filled and called by picocli, once. */
@Command(
    name = "recovery",
    description =
        "Measures how fast an engine comes back from journal and snapshot, and what writing a"
            + " snapshot does to writes.",
    footer = {
      "",
      "In this process, without HTTP, in a temporary folder. Recoveries read from the page cache;",
      "the first round warms up and is shown like the others. Writes are updates of one row under",
      "fsync, at half of what the engine takes; their latency counts from when they were due.",
      "",
      "Example:",
      "  tactus bench recovery --commands 3000000 --snapshot-mib 1024"
    })
final class BenchRecoveryCommand implements Callable<Integer> {
  private static final double MICROS = 1_000;

  @Spec private CommandSpec spec;

  @Option(names = "--commands", defaultValue = "3000000", description = "Commands to replay.")
  private long commands;

  @Option(names = "--snapshot-mib", defaultValue = "1024", description = "Size of the snapshot.")
  private long snapshotMib;

  @Option(names = "--rounds", defaultValue = "5", description = "How often each is recovered.")
  private int rounds;

  @Option(
      names = "--snapshot-rate-mib",
      defaultValue = "64",
      description = "How fast the snapshot is written beside writes, per second; 0: no bound.")
  private long rateMib;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = "Writes per second; 0: half of what the engine takes.")
  private double rate;

  @Option(names = "--seconds", defaultValue = "10", description = "Writes without a snapshot.")
  private int seconds;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (TemporaryFolder folder = TemporaryFolder.create("tactus-recovery")) {
      RecoveryRun run = new RecoveryRun(folder.path());
      TextTable table =
          new TextTable(List.of("recovery", "amount", "seconds", "processor", "per second"));
      for (Recovered one : commands > 0 ? run.commands(commands, rounds) : List.<Recovered>of()) {
        table.add(row("commands", one, 1, "commands"));
      }
      long bytes = snapshotMib << 20;
      for (Recovered one : rounds > 0 ? run.snapshot(bytes, rounds) : List.<Recovered>of()) {
        table.add(row("snapshot", one, 1e6, "MB"));
      }
      out.println(table.render());
      out.flush();
      if (seconds > 0) {
        print(out, run.writes(bytes, rateMib << 20, rate, seconds));
      }
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static List<String> row(String what, Recovered one, double unit, String name) {
    return List.of(
        what,
        String.format(Locale.ROOT, "%,.0f %s", one.amount() / unit, name),
        String.format(Locale.ROOT, "%.3f", one.seconds()),
        String.format(Locale.ROOT, "%.3f", one.cpuSeconds()),
        String.format(Locale.ROOT, "%,.0f %s", one.rate() / unit, name));
  }

  private static void print(PrintWriter out, Latency latency) {
    out.printf(
        Locale.ROOT,
        "%,.0f writes/s; the snapshot took %.1f s%n",
        latency.perSecond(),
        latency.snapshotSeconds());
    TextTable table =
        new TextTable(List.of("writes, microseconds", "count", "p50", "p99", "p99.9", "max"));
    table.add(row("without a snapshot", latency.without()));
    table.add(row("while one is written", latency.with()));
    out.print(table.render());
    out.printf(
        Locale.ROOT,
        "p99 with / without: %.2f%n",
        (double) latency.with().getValueAtPercentile(99)
            / latency.without().getValueAtPercentile(99));
  }

  private static List<String> row(String name, Histogram latency) {
    return List.of(
        name,
        String.valueOf(latency.getTotalCount()),
        micros(latency.getValueAtPercentile(50)),
        micros(latency.getValueAtPercentile(99)),
        micros(latency.getValueAtPercentile(99.9)),
        micros(latency.getMaxValue()));
  }

  private static String micros(long ns) {
    return String.format(Locale.ROOT, "%.0f", ns / MICROS);
  }
}
