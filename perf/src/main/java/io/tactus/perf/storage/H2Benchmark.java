package io.tactus.perf.storage;

import io.tactus.storage.index.KeyRange;
import io.tactus.storage.index.OrderedCursor;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Reader;
import io.tactus.storage.query.Query;
import io.tactus.storage.query.QueryText;
import io.tactus.storage.query.ResultWriter;
import io.tactus.storage.row.RowField;
import io.tactus.storage.table.TableReader;
import java.lang.foreign.Arena;
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
 * The same operations on the same rows in Tactus and in H2 in memory, one thread. The table has two
 * ordered indexes beside its key. Each write is a command of its own; neither side journals. Tactus
 * leaves out parsing of its request, H2 that of its statement: it is prepared.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class H2Benchmark {
  private static final long MULTIPLIER = 6364136223846793005L;
  private static final int RANGE = 100;
  private static final int LEVEL = 32;
  private static final int WINS = 512;

  @Param({"100000"})
  private int rows;

  private final Arena arena = Arena.ofShared();
  private final long key = arena.allocate(Long.BYTES).address();
  private final byte[] goldKey = new byte[Long.BYTES];
  private final TableReader table = new TableReader();
  private final OrderedCursor cursor = new OrderedCursor();
  private final ResultWriter results = new ResultWriter();
  private GuildStore guilds;
  private H2Guilds h2;
  private Reader reader;
  private Query query;
  private RowField id;
  private RowField gold;
  private RowField skill;
  private long random = 88172645463325252L;
  private long inserted;

  @Setup
  public void fill() throws SQLException {
    guilds = new GuildStore(rows);
    h2 = new H2Guilds(rows);
    inserted = rows;
    reader = guilds.store.versions().register();
    table.bind(reader.pin(), guilds.meta);
    id = guilds.meta.layout().field("id");
    gold = guilds.meta.layout().field("gold");
    skill = guilds.meta.layout().field("skill");
    query =
        Query.compile(
            guilds.meta.layout(), QueryText.parse("level=gte." + LEVEL + "&wins=lt." + WINS));
    long some = randomGold();
    // Rows of equal gold come in another order; the sum is over the same rows unless cut there.
    if (tactusScan() != h2Scan() || Math.abs(tactusRange(some) - h2.range(some)) > rows * 4.0) {
      throw new IllegalStateException("the contenders do not agree");
    }
  }

  @TearDown
  public void close() throws SQLException {
    reader.close();
    guilds.close();
    h2.close();
    arena.close();
  }

  private long next() {
    random = random * MULTIPLIER + 1442695040888963407L;
    return random >>> 17;
  }

  private long randomId() {
    return 1 + next() % rows;
  }

  /** Low enough that a hundred rows lie above it. */
  private long randomGold() {
    return next() % (PlayerStore.MAX_GOLD / 2);
  }

  private long keyOf(long value) {
    Memory.putLong(key, value);
    return key;
  }

  @Benchmark
  public long tactusPointRead() {
    return gold.getLong(table.find(keyOf(randomId())));
  }

  @Benchmark
  public long h2PointRead() throws SQLException {
    return h2.gold(randomId());
  }

  @Benchmark
  public double tactusRangeOf100() {
    return tactusRange(randomGold());
  }

  private double tactusRange(long from) {
    guilds.meta.indexes().get(GuildStore.BY_GOLD).order().putLong(goldKey, 0, from);
    table.ordered(GuildStore.BY_GOLD, cursor);
    cursor.seek(new KeyRange(goldKey, true, KeyRange.ALL.high(), true), false);
    double sum = 0;
    for (int i = 0; i < RANGE && cursor.next(); i++) {
      long row = table.row(cursor.slot());
      sum += id.getLong(row) + gold.getLong(row) + skill.getDouble(row);
    }
    return sum;
  }

  @Benchmark
  public double h2RangeOf100() throws SQLException {
    return h2.range(randomGold());
  }

  @Benchmark
  public long tactusScan() {
    return results.count(query, table, Long.MAX_VALUE);
  }

  @Benchmark
  public long h2Scan() throws SQLException {
    return h2.count(LEVEL, WINS);
  }

  /** A row inserted by one command and deleted by the next. */
  @Benchmark
  public void tactusInsertAndDelete() {
    guilds.begin();
    guilds.insert(++inserted);
    guilds.commit();
    guilds.begin();
    guilds.table.delete(keyOf(inserted), 0);
    guilds.commit();
  }

  @Benchmark
  public void h2InsertAndDelete() throws SQLException {
    h2.insert(++inserted);
    h2.delete(inserted);
  }

  /** Both indexed fields of a random row change. */
  @Benchmark
  public void tactusUpdate() {
    guilds.begin();
    guilds.update(keyOf(randomId()), next());
    guilds.commit();
  }

  @Benchmark
  public void h2Update() throws SQLException {
    h2.update(randomId(), next());
  }
}
