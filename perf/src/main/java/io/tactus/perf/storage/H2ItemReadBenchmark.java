package io.tactus.perf.storage;

import java.sql.SQLException;
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

/**
 * Reads of rows that came in no order of their keys, in Tactus and in H2 in memory, one thread. The
 * point read is a look-up in a pinned version; of the others Tactus reads the request's text,
 * compiles it and renders JSON. H2's statements are prepared, and every value of the result is
 * read.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class H2ItemReadBenchmark {
  private static final int CHECKS = 20;

  @Param({"100000"})
  private int rows;

  private final RandomNumbers random = new RandomNumbers();
  private ItemStore tactus;
  private H2Items h2;
  private long sum;

  @Setup
  public void fill() throws SQLException {
    tactus = new ItemStore(rows);
    h2 = new H2Items(rows);
    ItemCheck check = new ItemCheck(tactus, h2, rows);
    check.contents();
    for (int i = 0; i < CHECKS; i++) {
      check.reads(1 + random.below(rows), randomKind());
    }
    tactus.pin();
  }

  @TearDown
  public void close() throws SQLException {
    tactus.close();
    h2.close();
  }

  private long randomId() {
    return ItemNumbers.idOf(1 + random.below(rows));
  }

  private int randomKind() {
    return (int) random.below(ItemNumbers.kinds(rows));
  }

  @Benchmark
  public long tactusPointReadInNoOrder() {
    return tactus.price(randomId());
  }

  @Benchmark
  public long h2PointReadInNoOrder() throws SQLException {
    return h2.price(randomId());
  }

  /** About ten rows of a hash index that is not unique, in the order of their keys. */
  @Benchmark
  public int tactusTenOfAKind() {
    return tactus.ofKind(randomKind()).size();
  }

  @Benchmark
  public long h2TenOfAKind() throws SQLException {
    h2.ofKind(randomKind(), this::add);
    return sum;
  }

  /** The first ten of all rows in an order that no index has. */
  @Benchmark
  public int tactusTop10() {
    return tactus.dearest().size();
  }

  @Benchmark
  public long h2Top10() throws SQLException {
    h2.dearest(this::add);
    return sum;
  }

  private void add(long item, long owner, long price) {
    sum += item + owner + price;
  }
}
