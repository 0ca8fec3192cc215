package io.tactus.perf.bench;

import io.tactus.perf.process.TemporaryFolder;
import io.tactus.perf.recovery.RecoveryRun;
import io.tactus.perf.recovery.RecoveryRun.Recovered;
import io.tactus.tools.ExitCode;
import io.tactus.tools.output.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tactus bench recovery}. Filled and called by picocli, once. */
@Command(
    name = "recovery",
    description = "Measures how fast an engine comes back from journal and snapshot.",
    footer = {
      "",
      "In this process, without HTTP, in a temporary folder. Recoveries read from the page cache;",
      "the first round warms up and is shown like the others.",
      "",
      "Example:",
      "  tactus bench recovery --commands 3000000 --snapshot-mib 1024"
    })
final class BenchRecoveryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--commands", defaultValue = "3000000", description = "Commands to replay.")
  private long commands;

  @Option(names = "--snapshot-mib", defaultValue = "1024", description = "Size of the snapshot.")
  private long snapshotMib;

  @Option(names = "--rounds", defaultValue = "5", description = "How often each is recovered.")
  private int rounds;

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
      out.print(table.render());
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
}
