package io.tactus.perf.storage;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs the writer that a table which had many rows loses its last ones, and what a scan of
 * it costs afterwards. With 1,001 left the table keeps its pages, with 1,000 it gives back what
 * those do not need, with none it gives back all.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
      "--enable-native-access=ALL-UNNAMED",
      "-Xmx1g"
    })
@Warmup(iterations = 2)
@Measurement(iterations = 7)
public class EmptyingBenchmark {
  private static final int BEFORE = 1_002;

  @Param({"1000000"})
  private int rows;

  @Param({"1001", "1000", "0"})
  private int left;

  private IndexedItems items;

  @Setup(Level.Invocation)
  public void fill() {
    items = new IndexedItems(rows, 2);
    items.deleteAllBut(BEFORE);
  }

  @TearDown(Level.Invocation)
  public void close() {
    items.close();
  }

  /** The command, and its version: of one row, two, or all there are. */
  @Benchmark
  public void delete() {
    items.deleteAllBut(left);
  }

  /** The same, and a scan by a filter in the next command. */
  @Benchmark
  public long deleteAndScan() {
    items.deleteAllBut(left);
    return items.scan();
  }
}
