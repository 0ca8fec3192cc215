package io.tactus.perf.storage;

import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Commands that write about a thousand rows, in Tactus and in H2 in memory, one thread: one
 * transaction each, and a version of Tactus. What a command needs to be there, or to be gone, is
 * brought about before it, and not measured. Neither side journals.
 *
 * <p>Each is tens of microseconds at least, so that the clock around it counts for nothing.
 */
public class H2ItemWriteBenchmark extends H2Comparison {
  private static final int MANY = 1000;
  private static final int OWNERS = MANY / ItemNumbers.ITEMS_PER_OWNER;
  private static final int FRESH = ItemNumbers.RARITIES;

  /** Does something before a command. */
  @FunctionalInterface
  private interface Preparation {
    void run() throws SQLException;
  }

  private ItemStore tactus;
  private H2Items h2;
  private Preparation before;

  /** The first item, and the first owner, that is not there. */
  private long next;

  private long nextOwner;

  @Setup
  public void fill(BenchmarkParams benchmark) throws SQLException {
    tactus = closedAtEnd(new ItemStore(rows));
    h2 = closedAtEnd(new H2Items(rows));
    ItemCheck check = new ItemCheck(tactus, h2, rows);
    check.contents();
    check.writes(7);
    next = rows + 1L;
    nextOwner = ItemNumbers.owners(rows) + 1L;
    String name = benchmark.getBenchmark();
    before = preparation(name.substring(name.lastIndexOf('.') + 1));
  }

  private Preparation preparation(String operation) {
    return switch (operation) {
      case "tactusInsert1000InNoOrder" ->
          () -> {
            if (next > rows + 1) {
              tactus.delete(next - MANY, MANY);
            }
          };
      case "h2Insert1000InNoOrder" ->
          () -> {
            if (next > rows + 1) {
              h2.delete(next - MANY, MANY);
            }
          };
      case "tactusDelete1000ByFilter" ->
          () -> {
            tactus.insert(next, MANY, FRESH);
            next += MANY;
          };
      case "h2Delete1000ByFilter" ->
          () -> {
            h2.insert(next, MANY, FRESH);
            next += MANY;
          };
      case "tactusDelete100WithTenEach" ->
          () -> {
            tactus.insertOwners(nextOwner, OWNERS, next);
            next += MANY;
          };
      case "h2Delete100WithTenEach" ->
          () -> {
            h2.insertOwners(nextOwner, OWNERS, next);
            next += MANY;
          };
      case "tactusUpdateByFilter",
          "h2UpdateByFilter",
          "tactusUpdateIndexedByFilter",
          "h2UpdateIndexedByFilter" ->
          () -> {};
      default -> throw new IllegalArgumentException("nothing says what comes before " + operation);
    };
  }

  @Setup(Level.Invocation)
  public void prepare() throws SQLException {
    before.run();
  }

  private int randomRarity() {
    return (int) random.below(ItemNumbers.RARITIES);
  }

  /** A thousand rows whose keys are in no order. */
  @Benchmark
  public void tactusInsert1000InNoOrder() {
    tactus.insert(next, MANY, FRESH);
    next += MANY;
  }

  @Benchmark
  public void h2Insert1000InNoOrder() throws SQLException {
    h2.insert(next, MANY, FRESH);
    next += MANY;
  }

  /** A thousand of all rows, by a condition that no index knows. */
  @Benchmark
  public void tactusDelete1000ByFilter() {
    tactus.deleteRarity(FRESH);
  }

  @Benchmark
  public void h2Delete1000ByFilter() throws SQLException {
    h2.deleteRarity(FRESH);
  }

  /** A hundred rows by their keys, each with ten that refer to it. */
  @Benchmark
  public void tactusDelete100WithTenEach() {
    tactus.deleteOwners(nextOwner, OWNERS);
  }

  @Benchmark
  public void h2Delete100WithTenEach() throws SQLException {
    h2.deleteOwners(nextOwner, OWNERS);
  }

  /** A field of one row in 64, by a condition that no index knows; no index has the field. */
  @Benchmark
  public void tactusUpdateByFilter() {
    tactus.raisePrices(randomRarity());
  }

  @Benchmark
  public void h2UpdateByFilter() throws SQLException {
    h2.raisePrices(randomRarity());
  }

  /** The same, of a field that a hash index has. */
  @Benchmark
  public void tactusUpdateIndexedByFilter() {
    tactus.raiseKinds(randomRarity());
  }

  @Benchmark
  public void h2UpdateIndexedByFilter() throws SQLException {
    h2.raiseKinds(randomRarity());
  }
}
