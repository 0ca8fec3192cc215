package io.tactus.perf.storage;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Writes of rows with two secondary indexes, one hash and one ordered, beside the primary key's, in
 * commands of 1,000 rows with a version published after each. Rows, three indexes, undo log, row
 * changes, state hash, copying of pages and publication are in it; decoding, journal and network
 * are not. Rows, owners and prices are random, so every index entry touched is anywhere.
 *
 * <p>A score is for one row written.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class IndexedWriteBenchmark {

  @Param({"100000", "10000000"})
  private int rows;

  private IndexedItems items;

  @Setup
  public void fill() {
    items = new IndexedItems(rows, secondaryIndexes(), commandsPerVersion(), helpers());
  }

  /** How many indexes there are beside the primary key's. */
  int secondaryIndexes() {
    return 2;
  }

  /** How many threads beside the writer's bring indexes up to date at the end of a command. */
  int helpers() {
    return 0;
  }

  /** After how many commands a version is published. */
  int commandsPerVersion() {
    return 1;
  }

  @TearDown
  public void close() {
    items.close();
  }

  /** Other owners and prices of 1,000 random rows: two entries out, two in, for each. */
  @Benchmark
  @OperationsPerInvocation(IndexedItems.BATCH)
  public void update() {
    items.updateBatch();
  }

  /** Another score of 1,000 random rows, which is in no index. */
  @Benchmark
  @OperationsPerInvocation(IndexedItems.BATCH)
  public void updateUnindexed() {
    items.updateScores();
  }

  /** 1,000 rows inserted by one command, the 1,000 oldest deleted by the next. */
  @Benchmark
  @OperationsPerInvocation(2 * IndexedItems.BATCH)
  public void insertAndDelete() {
    items.insertBatch();
    items.deleteBatch();
  }

  /** A third of each: what the goal speaks of. */
  @Benchmark
  @OperationsPerInvocation(3 * IndexedItems.BATCH)
  public void insertUpdateDelete() {
    items.insertBatch();
    items.updateBatch();
    items.deleteBatch();
  }
}
