package io.tactus.perf.bench;

import io.tactus.perf.storage.SchemaChangeRun;
import io.tactus.tools.ExitCode;
import io.tactus.tools.output.TextTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tactus bench schema}. Filled and called by picocli, once. */
@Command(
    name = "schema",
    description = "Measures how long schema changes stop the beat, on a table of players.",
    footer = {
      "",
      "Storage alone, in this process: no journal, no HTTP. Rows are "
          + SchemaChangeRun.ROW_BYTES
          + " bytes; each change is a",
      "command of its own with its publication. A small table warms up first.",
      "",
      "Example:",
      "  tactus bench schema --rows 1000000 --rounds 5"
    })
final class BenchSchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--rows", defaultValue = "1000000", description = "Rows of the table.")
  private int rows;

  @Option(names = "--rounds", defaultValue = "5", description = "How often each is measured.")
  private int rounds;

  @Override
  public Integer call() {
    SchemaChangeRun.run(Math.min(rows, 100_000), 1);
    Map<String, double[]> millis = SchemaChangeRun.run(rows, rounds);
    PrintWriter out = spec.commandLine().getOut();
    TextTable table =
        new TextTable(
            List.of("change of " + rows + " rows", "median ms", "max ms", "ms per 1M rows"));
    millis.forEach(
        (name, sorted) -> {
          double median = sorted[sorted.length / 2];
          table.add(
              List.of(
                  name,
                  text(median),
                  text(sorted[sorted.length - 1]),
                  text(median * 1_000_000 / rows)));
        });
    out.print(table.render());
    out.flush();
    return ExitCode.DONE;
  }

  private static String text(double millis) {
    return String.format(Locale.ROOT, "%.1f", millis);
  }
}
