package io.tactus.perf.storage;

import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Reads of rows that came in no order of their keys, in Tactus and in H2 in memory. The point read
 * is a look-up in a pinned version; of the others Tactus reads the request's text, compiles it and
 * renders JSON. H2's statements are prepared, and every value of the result is read.
 */
public class H2ItemReadBenchmark extends H2Comparison {
  private static final int CHECKS = 20;

  private ItemStore tactus;
  private H2Items h2;
  private long sum;

  @Setup
  public void fill() throws SQLException {
    tactus = closedAtEnd(new ItemStore(rows));
    h2 = closedAtEnd(new H2Items(rows));
    ItemCheck check = new ItemCheck(tactus, h2, rows);
    check.contents();
    for (int i = 0; i < CHECKS; i++) {
      check.reads(1 + random.below(rows), randomKind());
    }
    tactus.pin();
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
