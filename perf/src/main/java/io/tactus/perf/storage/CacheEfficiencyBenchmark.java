package io.tactus.perf.storage;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * What single operations ask of the processor's caches: how many lines of 64 bytes they touch, and
 * how many of those a small and a large cache would not have held.
 *
 * <p>Not a model of what the code should do: the storage module is loaded a second time with every
 * access to memory instrumented ({@link TracedWorld}), the operations run, and the lines are
 * counted. Two caches without sets (least recently used, 32 KiB and 1 MiB, beginning warm) stand
 * for those of a processor; prefetching is left out, heap objects are too. The time is that of the
 * traced run and means nothing.
 *
 * <p>Where the machine has counters, {@code -prof perfnorm} on {@link PointReadBenchmark} and
 * {@link H2Benchmark} shows real misses beside these.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 2) // JMH would add up the counters of several
public class CacheEfficiencyBenchmark {

  /** What the measured operations came to, each divided by their number. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Lines {
    private long count;
    private double touched;
    private double missedSmall;
    private double missedLarge;
    private double bytesPerRow;
    private double indexBytesPerRow;

    @Setup(Level.Iteration)
    public void clear() {
      count = 0;
      touched = 0;
      missedSmall = 0;
      missedLarge = 0;
    }

    /** Lines of 64 bytes that an operation touches. */
    public double touchedLines() {
      return touched / count;
    }

    /** Of these, not among the 512 touched last. */
    public double missesOf32KiB() {
      return missedSmall / count;
    }

    /** Of these, not among the 16,384 touched last. */
    public double missesOf1MiB() {
      return missedLarge / count;
    }

    /** Pages of rows, header and tail of pages included. */
    public double bytesOfRows() {
      return bytesPerRow;
    }

    /** Pages of all three indexes. */
    public double bytesOfIndexes() {
      return indexBytesPerRow;
    }

    void add(LineTrace trace) {
      count++;
      touched += trace.lines();
      missedSmall += trace.smallMisses();
      missedLarge += trace.largeMisses();
    }
  }

  @Param({"100000"})
  private int rows;

  private TracedWorld world;

  @Setup
  public void fill() {
    world = new TracedWorld(rows);
  }

  @TearDown
  public void close() {
    world.close();
  }

  private void measure(Lines lines, Runnable operation) {
    LineTrace trace = world.trace();
    trace.begin();
    operation.run();
    trace.end();
    lines.add(trace);
    lines.bytesPerRow = world.rowBytes();
    lines.indexBytesPerRow = world.indexBytes();
  }

  /** One field of a random row by key. */
  @Benchmark
  public void pointRead(Lines lines) {
    measure(lines, world::pointRead);
  }

  /** A hundred rows in the order of an index. */
  @Benchmark
  public void rangeOf100(Lines lines) {
    measure(lines, world::rangeOf100);
  }

  /** A command that inserts a row into three indexes; published in batches of 64. */
  @Benchmark
  public void insert(Lines lines) {
    measure(lines, world::insert);
  }
}
