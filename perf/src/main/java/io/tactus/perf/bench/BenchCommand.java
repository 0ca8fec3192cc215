package io.tactus.perf.bench;

import io.tactus.perf.concurrency.StressCommand;
import io.tactus.perf.suite.BenchStorageCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tactus bench}. Filled and called by picocli, once. */
@Command(
    name = "bench",
    description =
        "Measures a server, always beside a bare Undertow in the same run, or the storage engine by"
            + " itself; or stresses a server.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BenchReadCommand.class,
      BenchWriteCommand.class,
      BenchMixedCommand.class,
      BenchThreadsCommand.class,
      BenchSchemaCommand.class,
      BenchStorageCommand.class,
      BenchRecoveryCommand.class,
      BenchSnapshotCommand.class,
      BenchAllocationCommand.class,
      StressCommand.class,
      BareCommand.class
    },
    footer = {
      "",
      "In a closed loop every connection sends as soon as it has its reply: the highest throughput.",
      "With --rate requests are sent when they are due, and latency counts from then: a stall is",
      "charged to every request that should have been sent in it. A rate that was not held exits 1.",
      "",
      "Examples:",
      "  tactus bench read",
      "  tactus bench write --rate 5000 --report write.html",
      "  tactus bench threads --seconds 4 --rounds 3",
      "  tactus bench storage --quick",
      "  tactus bench recovery",
      "  tactus bench snapshot",
      "  tactus bench stress --seconds 300"
    })
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to measure");
  }
}
