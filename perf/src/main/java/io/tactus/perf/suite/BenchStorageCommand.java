package io.tactus.perf.suite;

import io.tactus.perf.report.Figures;
import io.tactus.perf.report.Machine;
import io.tactus.tools.ExitCode;
import io.tactus.tools.output.Json;
import io.tactus.tools.output.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tactus bench storage}. Filled and called by picocli, once. */
@Command(
    name = "storage",
    description = "Measures the storage engine by itself, beside maps, plain loops and H2.",
    footer = {
      "",
      "No server, no journal, no network: JMH benchmarks of reading and writing rows, each in a",
      "process of its own. Takes about ten minutes, with --quick about one and a half (smaller",
      "tables: good for seeing that all runs, not for figures). Exits 1 if a goal is missed or a",
      "benchmark fails, 2 if none has the name that --only gives.",
      "",
      "Examples:",
      "  tactus bench storage",
      "  tactus bench storage --quick --json storage.json",
      "  tactus bench storage --only ScanBenchmark",
      "  tactus bench storage --only CacheEfficiency",
      "  tactus bench storage --only IndexedWriteBenchmark.insertUpdateDelete"
    })
public final class BenchStorageCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "Small tables and short runs.")
  private boolean quick;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Only the benchmarks whose Class.method contains this.")
  private String only;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes all iterations as JSON.")
  private Path json;

  @Override
  public Integer call() throws IOException {
    List<String> names = StorageBenchmarks.matching(only);
    StorageSuite.Size size = quick ? StorageSuite.Size.QUICK : StorageSuite.Size.FULL;
    PrintWriter err = spec.commandLine().getErr();
    int[] done = new int[1];
    int steps = size.rounds() * names.size();
    boolean counters = HardwareCounters.arePresent();
    StorageSuite suite = new StorageSuite(size, counters);
    Map<String, Series> series =
        suite.run(
            names,
            () -> {
              err.printf("\r%d of %d ", ++done[0], steps);
              err.flush();
            });
    err.println();
    List<Goal.Result> results =
        StorageGoals.of(size.many()).stream()
            .map(goal -> goal.judge(series))
            .filter(Objects::nonNull)
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    out.print(text(size, series, suite.counts(), results));
    out.println();
    out.println(
        counters
            ? "misses of benchmarks that are not traced: counted by the processor"
            : "no hardware counters on this machine: misses are those of the traced caches only");
    out.flush();
    if (json != null) {
      Files.writeString(json, Json.pretty(object(size, series, suite.counts(), results)) + "\n");
    }
    suite.failures().forEach((name, why) -> err.println("FAILED " + name + ": " + why));
    err.flush();
    boolean allReached = results.stream().allMatch(Goal.Result::isReached);
    return allReached && suite.failures().isEmpty() ? ExitCode.DONE : ExitCode.NO;
  }

  private static String text(
      StorageSuite.Size size,
      Map<String, Series> series,
      Map<String, Double> counts,
      List<Goal.Result> results) {
    TextTable counted = new TextTable(List.of("per operation, or row", "count"));
    counts.forEach((name, count) -> counted.add(List.of(name, Figures.tenths(count))));
    TextTable times = new TextTable(List.of("benchmark", "middle ns", "lowest", "highest"));
    series
        .values()
        .forEach(
            each ->
                times.add(
                    List.of(
                        each.name(),
                        Figures.tenths(each.median()),
                        Figures.tenths(each.lowest()),
                        Figures.tenths(each.highest()))));
    TextTable ratios =
        new TextTable(List.of("ratio", "middle", "lowest", "highest", "goal", "reached"));
    results.forEach(
        each ->
            ratios.add(
                List.of(
                    each.goal().title(),
                    Figures.ratio(each.middle()),
                    Figures.ratio(each.lowest()),
                    Figures.ratio(each.highest()),
                    each.wanted(),
                    each.isReached() ? "yes" : "NO")));
    return "storage engine, one thread unless said otherwise, "
        + size.rounds()
        + " rounds of "
        + size.iterations()
        + " iterations of "
        + size.iterationMillis()
        + " ms\n"
        + Machine.describe()
        + "\n\n"
        + times.render()
        + "\n"
        + counted.render()
        + "\n"
        + ratios.render();
  }

  private static Map<String, Object> object(
      StorageSuite.Size size,
      Map<String, Series> series,
      Map<String, Double> counts,
      List<Goal.Result> results) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("machine", Machine.describe());
    document.put("rounds", size.rounds());
    Map<String, Object> times = new LinkedHashMap<>();
    series.values().forEach(each -> times.put(each.name(), each.nsPerOperation()));
    document.put("nsPerOperation", times);
    document.put("counts", counts);
    List<Map<String, Object>> ratios = new ArrayList<>();
    for (Goal.Result each : results) {
      Map<String, Object> ratio = new LinkedHashMap<>();
      ratio.put("ratio", each.goal().title());
      ratio.put("lowest", each.lowest());
      ratio.put("middle", each.middle());
      ratio.put("highest", each.highest());
      ratio.put("goal", each.wanted());
      ratio.put("reached", each.isReached());
      ratios.add(ratio);
    }
    document.put("ratios", ratios);
    return document;
  }
}
