package io.tactus.perf.storage;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Reader;
import io.tactus.storage.query.Filter;
import io.tactus.storage.query.Query;
import io.tactus.storage.query.QueryText;
import io.tactus.storage.query.ResultWriter;
import io.tactus.storage.row.RowField;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.TableReader;
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
 * Full scans of 64-byte rows, one thread: how many satisfy a condition on two fields (a quarter
 * does), and the sum of one field. Against plain loops over the same rows in one buffer, which know
 * offsets and constants when they are compiled, and have no versions and no free slots.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScanBenchmark {
  private static final long LEAST_GOLD = PlayerStore.MAX_GOLD / 2;
  private static final double MOST_SKILL = 0.5;
  private static final int GOLD_OFFSET = 16;
  private static final int SKILL_OFFSET = 24;

  @Param({"10000", "1000000"})
  private int rows;

  /** Updates of a random row each before the scan, in commands of 1,000, by rows of the table. */
  @Param({"0"})
  private int updatesPerRow;

  private final ResultWriter results = new ResultWriter();
  private final ScanCursor cursor = new ScanCursor();
  private final TableReader table = new TableReader();
  private PlayerStore players;
  private Reader reader;
  private FlatRows flat;
  private Query query;
  private Filter filter;
  private RowField gold;

  @Setup
  public void fill() {
    players = new PlayerStore(rows);
    players.churn((long) updatesPerRow * rows);
    reader = players.store.versions().register();
    table.bind(reader.pin(), players.meta);
    flat = new FlatRows(table);
    gold = players.meta.layout().field(PlayerStore.GOLD);
    if (gold.offset() != GOLD_OFFSET
        || players.meta.layout().field(PlayerStore.SKILL).offset() != SKILL_OFFSET) {
      throw new IllegalStateException("the rows are laid out in another way");
    }
    query =
        Query.compile(
            players.meta.layout(),
            QueryText.parse("gold=gte." + LEAST_GOLD + "&skill=lt." + MOST_SKILL));
    filter = query.filter();
    if (filterByPages() != filterBuffer() || filterByRows() != filterBuffer()) {
      throw new IllegalStateException("the contenders do not agree");
    }
  }

  @TearDown
  public void close() {
    flat.close();
    reader.close();
    players.close();
  }

  /** As a request with an exact count and no rows does it. */
  @Benchmark
  public long filterByPages() {
    return results.count(query, table, Long.MAX_VALUE);
  }

  /** The same filter, tested row by row: how the working state is scanned. */
  @Benchmark
  public long filterByRows() {
    long count = 0;
    table.scan(cursor);
    while (cursor.next()) {
      if (filter.matches(cursor.address())) {
        count++;
      }
    }
    return count;
  }

  @Benchmark
  public long filterBuffer() {
    long count = 0;
    long end = flat.base + flat.rows * flat.rowBytes;
    for (long row = flat.base; row < end; row += flat.rowBytes) {
      if (Memory.getLong(row + GOLD_OFFSET) >= LEAST_GOLD
          && Memory.getDouble(row + SKILL_OFFSET) < MOST_SKILL) {
        count++;
      }
    }
    return count;
  }

  @Benchmark
  public long sumByCursor() {
    long sum = 0;
    table.scan(cursor);
    while (cursor.next()) {
      sum += gold.getLong(cursor.address());
    }
    return sum;
  }

  @Benchmark
  public long sumBuffer() {
    long sum = 0;
    long end = flat.base + flat.rows * flat.rowBytes;
    for (long row = flat.base; row < end; row += flat.rowBytes) {
      sum += Memory.getLong(row + GOLD_OFFSET);
    }
    return sum;
  }
}
