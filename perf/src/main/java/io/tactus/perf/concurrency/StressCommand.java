package io.tactus.perf.concurrency;

import io.tactus.perf.concurrency.StressOptions.Sabotage;
import io.tactus.perf.process.ServerProcess;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.plan.TactusLauncher;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tactus bench stress}. Filled and called by picocli, once. */
@Command(
    name = "stress",
    description = "Lets writers, readers, schema changes and snapshots loose on one server.",
    footer = {
      "",
      "Readers check in every version they meet that no command shows in part, that indexes match",
      "their rows and that related tables agree; at the end the journal is replayed and must lead to",
      "the same state hash. Exits 0 only if nothing was found. It is no measurement.",
      "",
      "--sabotage plays in a fault, to see that it is found.",
      "",
      "Examples:",
      "  tactus bench stress",
      "  tactus bench stress --seconds 300 --writers 4 --observers 4",
      "  tactus bench stress --seconds 5 --sabotage halves"
    })
public final class StressCommand implements Callable<Integer> {
  private static final int LINE_EVERY_SECONDS = 10;

  /**
   * Nothing of the journal goes, so that all of it is replayed, not what the last snapshot left.
   */
  private static final List<String> HISTORY =
      List.of("--snapshot-history", "1h", "--snapshot-history-max", "4GiB");

  @Spec private CommandSpec spec;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "How long (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--writers",
      paramLabel = "N",
      defaultValue = "3",
      description = "Threads that change rows (default: ${DEFAULT-VALUE}).")
  private int writers;

  @Option(
      names = "--observers",
      paramLabel = "N",
      defaultValue = "3",
      description = "Threads that check (default: ${DEFAULT-VALUE}).")
  private int observers;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Who does what (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--sabotage",
      paramLabel = "none|halves|names",
      defaultValue = "none",
      description = "A fault to play in (default: ${DEFAULT-VALUE}).")
  private Sabotage sabotage;

  @Override
  public Integer call() throws IOException {
    if (seconds < 1 || writers < 1 || observers < 1) {
      throw new CommandFailure(
          ExitCode.USAGE, "--seconds, --writers and --observers must be 1 or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    StressOptions options =
        new StressOptions(Duration.ofSeconds(seconds), writers, observers, seed, sabotage);
    Findings findings;
    try (ServerProcess server = ServerProcess.serve(TactusLauncher.ofThisProcess(), HISTORY)) {
      StressRun run = new StressRun(options);
      findings = run.on(server.url(), second -> line(out, second, run.findings()));
      History.check(server.url(), server.dataFolder(), findings);
    }
    report(out, findings);
    return findings.violationCount() == 0 ? ExitCode.DONE : ExitCode.NO;
  }

  private static void line(PrintWriter out, long second, Findings findings) {
    if (second % LINE_EVERY_SECONDS == 0) {
      out.printf("%d s: %d violations%n", second, findings.violationCount());
      out.flush();
    }
  }

  private static void report(PrintWriter out, Findings findings) {
    findings.counts().forEach((what, count) -> out.printf("%-24s %d%n", what, count));
    out.printf("%-24s %d%n", "violations", findings.violationCount());
    findings.violations().forEach(violation -> out.println("  " + violation));
    out.flush();
  }
}
