package io.tactus.perf.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tactus bench write}. Filled and called by picocli, once. */
@Command(
    name = "write",
    description = "Updates one field of random rows, durably.",
    footer = {
      "",
      "Examples:",
      "  tactus bench write",
      "  tactus bench write --rate 2000 --seconds 10 --report write.html"
    })
final class BenchWriteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LoadOptions options;

  @Override
  public Integer call() throws IOException {
    Workload workload = new Workload(0, options.style());
    return LoadRunner.run(workload, options, spec.commandLine().getOut());
  }
}
