package io.tactus.perf.bench;

import io.tactus.tools.ExitCode;
import io.tactus.tools.output.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** Runs a workload and tells of it: what the three load commands share. */
final class LoadRunner {
  private LoadRunner() {}

  static int run(Workload workload, LoadOptions options, PrintWriter out) throws IOException {
    options.check();
    List<Measurement> measured = new LoadBench(workload, options).run();
    LoadReport report =
        new LoadReport(
            workload.describe(),
            options.describe(),
            options.isClosedLoop(),
            measured.get(0),
            measured.get(1));
    out.print(options.json() ? Json.pretty(report.json()) + "\n" : report.text());
    if (options.report().isPresent()) {
      report.page().write(options.report().get());
      if (!options.json()) {
        out.println("report: " + options.report().get().toAbsolutePath());
      }
    }
    out.flush();
    return report.holds() ? ExitCode.DONE : ExitCode.NO;
  }
}
