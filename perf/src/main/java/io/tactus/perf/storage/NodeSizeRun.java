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
 * Runs the benchmarks of writes with two indexes and of ordered ranges for each size of tree nodes
 * in turn, several rounds, and prints one line per result.
 *
 * <p>Arguments: node sizes in bytes; none means 512 1024 2048 4096. Rows are set with {@code
 * -Dtactus.rows}.
 */
public final class NodeSizeRun {

  private static final int ROUNDS = Integer.getInteger("tactus.rounds", 2);
  private static final String ROWS = System.getProperty("tactus.rows", "100000");

  private NodeSizeRun() {}

  public static void main(String[] args) throws RunnerException {
    List<String> lines = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      for (String size : args.length > 0 ? List.of(args) : List.of("512", "1024", "2048", "4096")) {
        for (RunResult result : run(size)) {
          lines.add(line(round, size, result));
        }
      }
    }
    lines.stream().sorted().forEach(System.out::println);
  }

  private static Collection<RunResult> run(String nodeBytes) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(IndexedWriteBenchmark.class.getName() + ".insertUpdateDelete")
                .include(OrderedRangeBenchmark.class.getName() + ".index")
                .param("rows", ROWS)
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(4)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler("gc")
                .addProfiler(CpuTimeProfiler.class)
                .jvmArgs(
                    "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dtactus.nodeBytes=" + nodeBytes)
                .build())
        .run();
  }

  private static String line(int round, String nodeBytes, RunResult result) {
    String name = result.getParams().getBenchmark();
    var cpu = result.getSecondaryResults().get(CpuTimeProfiler.NAME).getStatistics();
    var wall = result.getPrimaryResult();
    return String.format(
        Locale.ROOT,
        "%-22s rows=%s node=%-5s round=%d  cpu ns/op mean %.0f min %.0f  wall %.1f %s"
            + "  %.3f B/op",
        name.substring(name.lastIndexOf('.') + 1),
        ROWS,
        nodeBytes,
        round,
        cpu.getMean(),
        cpu.getMin(),
        wall.getScore(),
        wall.getScoreUnit(),
        result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
  }
}
