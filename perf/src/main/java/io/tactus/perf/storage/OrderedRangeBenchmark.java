package io.tactus.perf.storage;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.index.KeyRange;
import io.tactus.storage.index.OrderedCursor;
import io.tactus.storage.index.OrderedKey;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowField;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TableReader;
import java.util.Map;
import java.util.TreeMap;
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
 * The 100 rows from a random price on, in order, one field of each read: through the ordered index
 * of a pinned version, and through a {@link TreeMap} from price to an object with the same fields.
 * The tree gives slots, so that every row costs a look at its page; the map's values are objects.
 * They are made in the order of the slots, which is no order of prices, so that neighbours lie
 * apart on both sides.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms6g", "-Xmx6g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OrderedRangeBenchmark {
  private static final int RANGE = 100;

  private record Item(long id, int owner, long price, double score, int state) {}

  @Param({"100000", "10000000"})
  private int rows;

  private final TreeMap<Long, Item> map = new TreeMap<>();
  private final TableReader reader = new TableReader();
  private final OrderedCursor cursor = new OrderedCursor();
  private final byte[] low = new byte[Long.BYTES];
  private final KeyRange range = new KeyRange(low, true, new byte[0], true);
  private IndexedItems items;
  private Reader pin;
  private OrderedKey order;
  private RowField score;

  @Setup
  public void fill() {
    items = new IndexedItems(rows, 2);
    pin = items.store.versions().register();
    Version version = pin.pin();
    TableMeta meta = version.catalog(Catalog.class).table("items");
    reader.bind(version, meta);
    order = meta.indexes().get(IndexedItems.BY_PRICE).order();
    score = meta.layout().field("score");
    ScanCursor scan = new ScanCursor();
    reader.scan(scan);
    while (scan.next()) {
      long row = scan.address();
      Item item =
          new Item(
              meta.layout().field("id").getLong(row),
              (int) meta.layout().field("owner").getLong(row),
              meta.layout().field("price").getLong(row),
              score.getDouble(row),
              (int) meta.layout().field("state").getLong(row));
      map.put(item.price(), item);
    }
    reader.ordered(IndexedItems.BY_PRICE, cursor);
  }

  @TearDown
  public void close() {
    pin.close();
    items.close();
  }

  /** By the index. */
  @Benchmark
  public double index() {
    order.putLong(low, 0, items.random());
    cursor.seek(range, false);
    double sum = 0;
    for (int i = 0; i < RANGE && cursor.next(); i++) {
      sum += score.getDouble(reader.row(cursor.slot()));
    }
    return sum;
  }

  /** By the map. */
  @Benchmark
  public double treeMap() {
    double sum = 0;
    int met = 0;
    for (Map.Entry<Long, Item> entry : map.tailMap(items.random(), true).entrySet()) {
      sum += entry.getValue().score();
      if (++met == RANGE) {
        break;
      }
    }
    return sum;
  }
}
