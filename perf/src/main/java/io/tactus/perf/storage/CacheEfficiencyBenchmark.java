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
 * how many of those a small and a large cache would not have held; and what a row takes.
 *
 * <p>Not a model of what the code should do: the storage module is loaded a second time with every
 * access to memory instrumented ({@link TracedWorld}), the operations run, and the lines are
 * counted. Two caches without sets (least recently used, 32 KiB and 1 MiB, beginning warm) stand
 * for those of a processor; prefetching is left out, heap objects are too. The time is that of the
 * traced run and means nothing.
 *
 * <p>Where the machine has counters, {@code ./tactus bench storage} shows the misses they count
 * beside these, of the benchmarks that are not traced.
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

    void add(LineTrace trace, int operations) {
      count += operations;
      touched += trace.lines();
      missedSmall += trace.smallMisses();
      missedLarge += trace.largeMisses();
    }
  }

  /** What a row takes, when the table has just been filled. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Bytes {
    private double rows;
    private double keyIndex;
    private double orderedIndexes;
    private double pageTables;

    /** Pages of rows, header and tail of pages included. */
    public double bytesOfRows() {
      return rows;
    }

    /** Directory and buckets of the key's index. */
    public double bytesOfKeyIndex() {
      return keyIndex;
    }

    /** Two trees. */
    public double bytesOfOrderedIndexes() {
      return orderedIndexes;
    }

    /** The nodes that lead to all these pages. */
    public double bytesOfPageTables() {
      return pageTables;
    }

    void take(TracedOperations operations) {
      rows = operations.bytesOfRows();
      keyIndex = operations.bytesOfKeyIndex();
      orderedIndexes = operations.bytesOfOrderedIndexes();
      pageTables = operations.bytesOfPageTables();
    }
  }

  @Param({"100000"})
  private int rows;

  /** Of the trees; what is chosen is a constant of the storage module. */
  @Param({"2048"})
  private int nodeBytes;

  /** How full a bucket of the key's index may be; a constant, too. */
  @Param({"80"})
  private int bucketPercent;

  private TracedWorld world;
  private TracedOperations operations;

  @Setup
  public void fill() {
    world = new TracedWorld(rows, nodeBytes, bucketPercent);
    operations = world.operations();
  }

  @TearDown
  public void close() {
    world.close();
  }

  private void measure(Lines lines, Runnable operation) {
    lines.add(world.trace(operation), 1);
  }

  /** Traces as many commands as a version is published after, so that each has its share of it. */
  private void measureBatch(Lines lines, Runnable command, Runnable inverse) {
    for (int i = 0; i < CommandStore.PUBLISH_EVERY; i++) {
      measure(lines, command);
    }
    for (int i = 0; i < CommandStore.PUBLISH_EVERY; i++) {
      inverse.run();
    }
  }

  /** What the rows and their indexes take; touches nothing. */
  @Benchmark
  public void memory(Bytes bytes) {
    bytes.take(operations);
  }

  /** One field of a random row by key. */
  @Benchmark
  public void pointRead(Lines lines) {
    measure(lines, operations::pointRead);
  }

  /** A hundred rows in the order of an index. */
  @Benchmark
  public void rangeOf100(Lines lines) {
    measure(lines, operations::rangeOf100);
  }

  /** A row met by a scan with two conditions. */
  @Benchmark
  public void scanOfOneRow(Lines lines) {
    lines.add(world.trace(operations::scan), operations.rows());
  }

  /** A command that inserts a row into three indexes; published in batches of 64. */
  @Benchmark
  public void insert(Lines lines) {
    measureBatch(lines, operations::insert, operations::delete);
  }

  /** A command that changes a random row in two indexes; published in batches of 64. */
  @Benchmark
  public void update(Lines lines) {
    measureBatch(lines, operations::update, () -> {});
  }

  /** A command that changes a random row in no index; published in batches of 64. */
  @Benchmark
  public void updateUnindexed(Lines lines) {
    measureBatch(lines, operations::updateUnindexed, () -> {});
  }

  /** A command that deletes a row from three indexes; published in batches of 64. */
  @Benchmark
  public void delete(Lines lines) {
    measureBatch(lines, operations::delete, operations::insert);
  }
}
