package io.tactus.perf.suite;

import io.tactus.perf.storage.CpuTimeProfiler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.LinuxPerfNormProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks, each in a process of its own, one after the other. Filling ten million rows
 * takes longer than measuring them: there is one round, of several iterations.
 */
final class StorageSuite {

  /** How long and how large. */
  record Size(int many, int rounds, int warmUps, int iterations, long iterationMillis) {
    static final Size FULL = new Size(10_000_000, 1, 3, 6, 800);
    static final Size QUICK = new Size(200_000, 1, 1, 2, 200);
  }

  private final Size size;
  private final Map<String, Double> counts = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();
  private final boolean hardwareCounters;

  /**
   * Creates a suite.
   *
   * @param hardwareCounters whether misses are to be counted by the processor, too
   */
  StorageSuite(Size size, boolean hardwareCounters) {
    this.size = size;
    this.hardwareCounters = hardwareCounters;
  }

  /**
   * Runs benchmarks, one after the other. One that fails is noted, and the rest goes on.
   *
   * @param names of {@link StorageBenchmarks}
   * @return by name, in the order they ran
   */
  Map<String, Series> run(List<String> names, Runnable progress) {
    Map<String, List<Double>> iterations = new LinkedHashMap<>();
    for (int round = 0; round < size.rounds; round++) {
      for (String benchmark : names) {
        for (RunResult result : runOne(benchmark)) {
          count(result);
          if (!StorageBenchmarks.isTraced(benchmark)) {
            iterations
                .computeIfAbsent(nameOf(result), name -> new ArrayList<>())
                .addAll(nsPerOperation(result));
          }
        }
        progress.run();
      }
    }
    Map<String, Series> series = new LinkedHashMap<>();
    iterations.forEach((name, ns) -> series.put(name, new Series(name, ns)));
    return series;
  }

  private Collection<RunResult> runOne(String benchmark) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(StorageBenchmarks.PACKAGE + benchmark) + "$")
            .forks(1)
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .warmupIterations(size.warmUps)
            .warmupTime(TimeValue.milliseconds(size.iterationMillis))
            .measurementIterations(size.iterations)
            .measurementTime(TimeValue.milliseconds(size.iterationMillis))
            .addProfiler(CpuTimeProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .jvmArgs(
                "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    if (hardwareCounters && !StorageBenchmarks.isTraced(benchmark)) {
      options.addProfiler(LinuxPerfNormProfiler.class);
    }
    List<String> rows = StorageBenchmarks.rows(benchmark, size.many);
    if (!rows.isEmpty()) {
      options.param("rows", rows.toArray(new String[0]));
    }
    try {
      Collection<RunResult> results = new Runner(options.build()).run();
      if (results.size() < Math.max(1, rows.size())) {
        failures.put(benchmark, "gave " + results.size() + " results");
      }
      return results;
    } catch (RunnerException e) {
      failures.put(benchmark, String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  /**
   * Lines and bytes of the traced benchmarks, whose times mean nothing, and misses that the
   * processor has counted; of the last iteration.
   */
  private void count(RunResult result) {
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        iteration
            .getSecondaryResults()
            .forEach(
                (label, counted) -> {
                  if (isCount(label)) {
                    counts.put(nameOf(result) + " " + label, counted.getScore());
                  }
                });
      }
    }
  }

  private static boolean isCount(String label) {
    return label.startsWith("bytesOf") || label.equals("touchedLines") || label.contains("misses");
  }

  /** Returns what was counted, per operation or row, in the order the benchmarks ran. */
  Map<String, Double> counts() {
    return counts;
  }

  /** Returns why the benchmarks that gave no figures did not, by name. */
  Map<String, String> failures() {
    return failures;
  }

  /** With the number of rows; what else a benchmark can be given is as the engine has it. */
  private static String nameOf(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    String name = benchmark.substring(StorageBenchmarks.PACKAGE.length());
    String rows = result.getParams().getParam("rows");
    return rows == null ? name : name + ":rows=" + rows;
  }

  private static List<Double> nsPerOperation(RunResult result) {
    List<Double> values = new ArrayList<>();
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        double unitNs = result.getParams().getTimeUnit().toNanos(1);
        values.add(iteration.getPrimaryResult().getScore() * unitNs);
      }
    }
    return values;
  }
}
