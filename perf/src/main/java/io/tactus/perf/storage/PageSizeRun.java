package io.tactus.perf.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link PageBenchmark} for each page size in turn, several rounds, so that noise on the
 * machine meets all of them alike, and prints one line per result.
 *
 * <p>Arguments: page sizes in bytes; none means 1024 4096 16384.
 */
public final class PageSizeRun {

  private static final int ROUNDS = Integer.getInteger("tactus.rounds", 2);

  /** Which benchmarks, as the end of a regular expression. */
  private static final String SELECTED = System.getProperty("tactus.benchmarks", ".*");

  private PageSizeRun() {}

  public static void main(String[] args) throws RunnerException {
    List<String> lines = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      for (String size : args.length > 0 ? List.of(args) : List.of("1024", "4096", "16384")) {
        for (RunResult result : run(size)) {
          lines.add(line(round, size, result));
        }
      }
    }
    lines.stream().sorted().forEach(System.out::println);
  }

  private static Collection<RunResult> run(String pageBytes) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(PageBenchmark.class.getName() + SELECTED)
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(4)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler("gc")
                .addProfiler(CpuTimeProfiler.class)
                .jvmArgs(
                    "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dtactus.pageBytes=" + pageBytes)
                .build())
        .run();
  }

  private static String line(int round, String pageBytes, RunResult result) {
    String name = result.getParams().getBenchmark();
    String commands = result.getParams().getParam("commands");
    double allocated = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
    var cpu = result.getSecondaryResults().get(CpuTimeProfiler.NAME).getStatistics();
    var wall = result.getPrimaryResult();
    return String.format(
        Locale.ROOT,
        "%-16s batch=%-4s page=%-6s round=%d  cpu ns/op mean %.0f min %.0f max %.0f"
            + "  wall mean %.1f min %.1f max %.1f %s  %.3f B/op",
        name.substring(name.lastIndexOf('.') + 1),
        commands == null ? "-" : commands,
        pageBytes,
        round,
        cpu.getMean(),
        cpu.getMin(),
        cpu.getMax(),
        wall.getScore(),
        wall.getStatistics().getMin(),
        wall.getStatistics().getMax(),
        wall.getScoreUnit(),
        allocated);
  }
}
