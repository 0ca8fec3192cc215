package io.tactus.perf.storage;

import io.tactus.pipeline.plugin.RegisteredProcedure;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.parallel.ParallelScan;
import io.tactus.storage.parallel.ParallelWorkers;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.PageCursor;
import io.tactus.storage.table.PageRanges;
import io.tactus.storage.table.TableReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * The sum of one field over 64-byte rows, on one thread and on two; against a plain loop over the
 * same rows in one buffer, cut in half for two threads. What counts is by how much the second
 * thread helps either. The same sum by {@code Parallel.reduce}, as procedures write it, and out of
 * a jar, whose steps are counted.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParallelSumBenchmark {
  @Param({"10000000"})
  private int rows;

  private final TableReader table = new TableReader();
  private final SumProcedures procedures = new SumProcedures();
  private final ParallelWorkers second = new ParallelWorkers(1);
  private final ExecutorService helper =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon(true).factory());
  private PlayerStore players;
  private Reader reader;
  private FlatRows flat;
  private RowField gold;
  private Version version;
  private RegisteredProcedure builtIn;
  private RegisteredProcedure ofJar;

  @Setup
  public void fill(BenchmarkParams benchmark)
      throws IOException, InterruptedException, ExecutionException {
    players = new PlayerStore(rows);
    reader = players.store.versions().register();
    version = reader.pin();
    table.bind(version, players.meta);
    flat = new FlatRows(table);
    gold = players.meta.layout().field(PlayerStore.GOLD);
    // One of the two only, or the other's lambda would be compiled for two receivers.
    boolean jar = benchmark.getBenchmark().contains(".jar");
    builtIn = jar ? null : SumProcedures.builtIn();
    ofJar = jar ? SumProcedures.ofJar() : null;
    long sum = bufferTwoThreads();
    if (tactusTwoThreads() != sum || (jar ? jarTwoThreads() : procedureTwoThreads()) != sum) {
      throw new IllegalStateException("the contenders do not agree");
    }
  }

  @TearDown
  public void close() {
    second.close();
    helper.shutdown();
    flat.close();
    reader.close();
    players.close();
  }

  @Benchmark
  public long tactusOneThread() {
    return sum(ParallelWorkers.NONE);
  }

  @Benchmark
  public long tactusTwoThreads() {
    return sum(second);
  }

  @Benchmark
  public long procedureOneThread() {
    return procedures.sum(builtIn, version, ParallelWorkers.NONE);
  }

  @Benchmark
  public long procedureTwoThreads() {
    return procedures.sum(builtIn, version, second);
  }

  @Benchmark
  public long jarOneThread() {
    return procedures.sum(ofJar, version, ParallelWorkers.NONE);
  }

  @Benchmark
  public long jarTwoThreads() {
    return procedures.sum(ofJar, version, second);
  }

  private long sum(ParallelWorkers workers) {
    PageRanges ranges = table.ranges();
    List<long[]> sums = new ArrayList<>(ranges.count());
    for (int i = 0; i < ranges.count(); i++) {
      sums.add(new long[1]);
    }
    ParallelScan.run(
            workers, ranges, Long.MAX_VALUE, sums, (sum, pages, work) -> sum[0] = sumPages(pages))
        .rethrow();
    long total = 0;
    for (long[] sum : sums) {
      total += sum[0];
    }
    return total;
  }

  private long sumPages(PageCursor pages) {
    int rowBytes = flat.rowBytes;
    long sum = 0;
    while (pages.next()) {
      long row = pages.address();
      for (int i = 0; i < pages.rows(); i++) {
        if (RowLayout.sequence(row) > 0) {
          sum += gold.getLong(row);
        }
        row += rowBytes;
      }
    }
    return sum;
  }

  @Benchmark
  public long bufferOneThread() {
    return sumBuffer(0, flat.rows);
  }

  @Benchmark
  public long bufferTwoThreads() throws InterruptedException, ExecutionException {
    Future<Long> half = helper.submit(() -> sumBuffer(flat.rows / 2, flat.rows));
    return sumBuffer(0, flat.rows / 2) + half.get();
  }

  private long sumBuffer(long from, long to) {
    long sum = 0;
    int at = gold.offset();
    long end = flat.base + to * flat.rowBytes;
    for (long row = flat.base + from * flat.rowBytes; row < end; row += flat.rowBytes) {
      sum += Memory.getLong(row + at);
    }
    return sum;
  }
}
