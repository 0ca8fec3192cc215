package io.tactus.perf.suite;

import io.tactus.perf.storage.CpuTimeProfiler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
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

  private static final String PACKAGE = "io.tactus.perf.storage.";

  private static final List<String> COUNTERS =
      List.of("touchedLines", "missesOf32KiB", "missesOf1MiB", "bytesOfRows", "bytesOfIndexes");

  private final Size size;
  private final Map<String, Double> counts = new LinkedHashMap<>();

  StorageSuite(Size size) {
    this.size = size;
  }

  /**
   * Runs those whose {@code Class.method} contains {@code only}.
   *
   * @return by name, in the order they ran
   */
  Map<String, Series> run(String only, Runnable progress) throws RunnerException {
    Map<String, List<Double>> iterations = new LinkedHashMap<>();
    for (int round = 0; round < size.rounds; round++) {
      for (String benchmark : StorageGoals.BENCHMARKS) {
        for (RunResult result : runOne(benchmark, only)) {
          if (benchmark.startsWith("CacheEfficiency")) {
            count(result);
          } else {
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

  private Collection<RunResult> runOne(String benchmark, String only) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(PACKAGE + benchmark)
            .forks(1)
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .warmupIterations(size.warmUps)
            .warmupTime(TimeValue.milliseconds(size.iterationMillis))
            .measurementIterations(size.iterations)
            .measurementTime(TimeValue.milliseconds(size.iterationMillis))
            .addProfiler(CpuTimeProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .jvmArgs(
                "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    if (!only.isEmpty() && !benchmark.contains(only)) {
      return List.of();
    }
    if (benchmark.startsWith("PointRead")) {
      options.param("rows", "10000", Integer.toString(size.many));
    } else if (benchmark.startsWith("Indexed") || benchmark.startsWith("Ordered")) {
      options.param("rows", "100000", Integer.toString(size.many));
    } else if (benchmark.startsWith("ParallelSum")) {
      options.param("rows", Integer.toString(size.many));
    }
    return new Runner(options.build()).run();
  }

  /** Lines and bytes of the traced benchmarks, of the last iteration; their times mean nothing. */
  private void count(RunResult result) {
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        for (String counter : COUNTERS) {
          counts.put(
              nameOf(result) + " " + counter,
              iteration.getSecondaryResults().get(counter).getScore());
        }
      }
    }
  }

  /** Returns what the traced benchmarks counted, per operation or row, in the order they ran. */
  Map<String, Double> counts() {
    return counts;
  }

  private static String nameOf(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    StringBuilder name = new StringBuilder(benchmark.substring(PACKAGE.length()));
    for (String key : result.getParams().getParamsKeys()) {
      name.append(':').append(key).append('=').append(result.getParams().getParam(key));
    }
    return name.toString();
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
