package io.tactus.perf.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tactus bench read}. Filled and called by picocli, once. */
@Command(
    name = "read",
    description = "Reads random rows by key.",
    footer = {
      "",
      "Examples:",
      "  tactus bench read",
      "  tactus bench read --key",
      "  tactus bench read --rate 2000 --seconds 10 --report read.html"
    })
final class BenchReadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LoadOptions options;

  @Override
  public Integer call() throws IOException {
    Workload workload = new Workload(1, options.style());
    return LoadRunner.run(workload, options, spec.commandLine().getOut());
  }
}
