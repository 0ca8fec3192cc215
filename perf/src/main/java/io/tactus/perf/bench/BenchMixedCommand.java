package io.tactus.perf.bench;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tactus bench mixed}. Filled and called by picocli, once. */
@Command(
    name = "mixed",
    description = "Reads and updates random rows.",
    footer = {
      "",
      "Examples:",
      "  tactus bench mixed",
      "  tactus bench mixed --rate 2000 --seconds 10 --report mixed.html"
    })
final class BenchMixedCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LoadOptions options;

  @Option(
      names = "--reads",
      paramLabel = "SHARE",
      defaultValue = "0.9",
      description = "Share of the requests that read, above 0 and below 1 (default: 0.9).")
  private double reads;

  @Override
  public Integer call() throws IOException {
    if (!(reads > 0 && reads < 1)) {
      throw new CommandFailure(ExitCode.USAGE, "--reads must be above 0 and below 1");
    }
    Workload workload = new Workload(reads, options.style());
    return LoadRunner.run(workload, options, spec.commandLine().getOut());
  }
}
