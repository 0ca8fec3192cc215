package io.tactus.perf.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How every benchmark runs that has Tactus and H2 in memory do the same on the same rows: one
 * thread, a process of its own for each operation, the mean of its time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class H2Comparison {
  @Param({"100000"})
  int rows;

  final RandomNumbers random = new RandomNumbers();
  private final List<AutoCloseable> open = new ArrayList<>();

  /** Has it closed at the end, after those that were named before. */
  final <T extends AutoCloseable> T closedAtEnd(T resource) {
    open.add(resource);
    return resource;
  }

  @TearDown
  public void close() throws Exception {
    for (AutoCloseable resource : open) {
      resource.close();
    }
  }
}
