package io.tactus.perf.bench;

import io.tactus.perf.report.Figures;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.ApiResponse;
import io.tactus.tools.client.ServerOptions;
import io.tactus.tools.output.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tactus bench allocation}. Filled and called by picocli, once. */
@Command(
    name = "allocation",
    description = "Shows what reading a row allocates in a running server.",
    footer = {
      "",
      "Makes a table, then asks by key for one row that is not there, and by a condition that no row",
      "satisfies, and compares how much heap the server says it has allocated (/stats). What the",
      "second costs more, by the rows it looked at, is what a row costs. Exits 1 if that is half a",
      "byte or more: a server that copied rows into objects would show all of their bytes.",
      "",
      "Examples:",
      "  tactus bench allocation",
      "  tactus bench allocation --rows 50000 --json"
    })
final class BenchAllocationCommand implements Callable<Integer> {
  private static final double MOST_BYTES_PER_ROW = 0.5;
  private static final int ROUNDS = 5;

  @Spec private CommandSpec spec;
  @Mixin private ServerOptions server;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Rows in the table (default: ${DEFAULT-VALUE}).")
  private long rows;

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "100",
      description = "Requests in a round (default: ${DEFAULT-VALUE}).")
  private int requests;

  @Override
  public Integer call() {
    try (ApiClient client = server.connect()) {
      BenchTable.fill(client, rows);
      String table = "/rest/v1/" + BenchTable.NAME;
      double byKey = bytesPerRequest(client, table + "?id=eq.0&select=id");
      double scan = bytesPerRequest(client, table + "?level=eq.61&select=id");
      BenchTable.drop(client);
      double perRow = Math.max(0, scan - byKey) / rows;
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("rowsPerScan", rows);
      figures.put("bytesPerRequestByKey", byKey);
      figures.put("bytesPerRequestThatScans", scan);
      figures.put("bytesPerRowLookedAt", perRow);
      PrintWriter out = spec.commandLine().getOut();
      out.print(server.json() ? Json.pretty(figures) + "\n" : text(byKey, scan, perRow));
      out.flush();
      return perRow < MOST_BYTES_PER_ROW ? ExitCode.DONE : ExitCode.NO;
    }
  }

  private String text(double byKey, double scan, double perRow) {
    return "a request by key      "
        + Figures.rate(byKey)
        + " bytes\na scan of "
        + Figures.count(rows)
        + " rows "
        + Figures.rate(scan)
        + " bytes\na row looked at       "
        + Figures.ratio(perRow)
        + " bytes\n";
  }

  /**
   * The least of several rounds: compilers and ticks allocate now and then, too. What asking for
   * the figure takes is left out.
   */
  private double bytesPerRequest(ApiClient client, String path) {
    double least = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long first = allocated(client);
      long before = allocated(client);
      long ownBytes = before - first;
      for (int i = 0; i < requests; i++) {
        ApiResponse response = client.send("GET", path);
        if (!response.succeeded() || !response.body().equals("[]")) {
          throw new CommandFailure(
              ExitCode.NO, path + ": " + response.status() + " " + response.body());
        }
      }
      least = Math.min(least, (double) (allocated(client) - before - ownBytes) / requests);
    }
    return least;
  }

  private static long allocated(ApiClient client) {
    ApiResponse response = client.send("GET", "/stats");
    if (response.json() instanceof Map<?, ?> stats
        && stats.get("heapAllocatedBytes") instanceof Number bytes) {
      return bytes.longValue();
    }
    throw new CommandFailure(ExitCode.NO, "/stats does not say what was allocated");
  }
}
