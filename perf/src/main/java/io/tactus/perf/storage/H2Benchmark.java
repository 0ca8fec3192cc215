package io.tactus.perf.storage;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;
import io.tactus.storage.index.KeyRange;
import io.tactus.storage.index.OrderedCursor;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Reader;
import io.tactus.storage.query.Query;
import io.tactus.storage.query.QueryText;
import io.tactus.storage.query.ResultWriter;
import io.tactus.storage.query.RunLimits;
import io.tactus.storage.row.RowField;
import io.tactus.storage.table.TableReader;
import java.lang.foreign.Arena;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * The same operations on the same rows in Tactus and in H2 in memory, one thread. The table has two
 * ordered indexes beside its key. Each write is a command of its own; neither side journals. Tactus
 * leaves out parsing of its request, H2 that of its statement: it is prepared.
 */
public class H2Benchmark extends H2Comparison {
  private static final int RANGE = 100;
  private static final int LEVEL = 32;
  private static final int WINS = 512;

  /** Rows of a command that writes many. */
  private static final int MANY = 1000;

  private static final RunLimits ALL =
      new RunLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, false);

  private final Arena arena = Arena.ofShared();
  private final long key = arena.allocate(Long.BYTES).address();
  private final byte[] goldKey = new byte[Long.BYTES];
  private final TableReader table = new TableReader();
  private final OrderedCursor cursor = new OrderedCursor();
  private final ResultWriter results = new ResultWriter();
  private GuildStore guilds;
  private H2Guilds h2;
  private final JsonWriter out = new DslJson<>().newWriter();
  private Query query;
  private Query filtered;
  private Query grouped;
  private RowField id;
  private RowField gold;
  private RowField skill;
  private long inserted;

  @Setup
  public void fill() throws SQLException {
    guilds = new GuildStore(rows);
    h2 = new H2Guilds(rows);
    Reader reader = closedAtEnd(guilds.store.versions().register());
    closedAtEnd(guilds);
    closedAtEnd(h2);
    closedAtEnd(arena);
    inserted = rows;
    table.bind(reader.pin(), guilds.meta);
    id = guilds.meta.layout().field("id");
    gold = guilds.meta.layout().field("gold");
    skill = guilds.meta.layout().field("skill");
    String conditions = "level=gte." + LEVEL + "&wins=lt." + WINS;
    query = compile(conditions);
    filtered = compile("select=n:count(),s:gold.sum(),a:skill.avg()&" + conditions);
    grouped = compile("select=level,n:count(),s:gold.sum(),a:skill.avg()");
    long some = randomGold();
    // Rows of equal gold come in another order; the sum is over the same rows unless cut there.
    tactusFilteredAggregate();
    boolean agree = withoutMeans(out.toString()).equals(withoutMeans(h2.filtered(LEVEL, WINS)));
    tactusGroupedAggregate();
    agree &= sum(withoutMeans(out.toString())) == h2.grouped();
    agree &= tactusScan() == h2Scan();
    agree &= Math.abs(tactusRange(some) - h2.range(some)) <= rows * 4.0;
    if (!agree) {
      throw new IllegalStateException("the contenders do not agree");
    }
  }

  /** Two means of the same numbers differ in their last digits, added up in another order. */
  private static String withoutMeans(String json) {
    return json.replaceAll("\"a\":[^}]*", "");
  }

  /** The sum of all numbers in a text. */
  private static double sum(String json) {
    return Pattern.compile("[0-9]+")
        .matcher(json)
        .results()
        .mapToDouble(number -> Double.parseDouble(number.group()))
        .sum();
  }

  private Query compile(String text) {
    return Query.compile(guilds.meta.layout(), QueryText.parse(text));
  }

  private long randomId() {
    return 1 + random.below(rows);
  }

  /** Low enough that a hundred rows lie above it. */
  private long randomGold() {
    return random.below(PlayerStore.MAX_GOLD / 2);
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

  /** Number, sum and mean of the rows that fulfil two conditions; rendered as JSON. */
  @Benchmark
  public int tactusFilteredAggregate() {
    return render(filtered);
  }

  @Benchmark
  public String h2FilteredAggregate() throws SQLException {
    return h2.filtered(LEVEL, WINS);
  }

  /** Number, sum and mean of all rows in 64 groups; rendered as JSON. */
  @Benchmark
  public int tactusGroupedAggregate() {
    return render(grouped);
  }

  @Benchmark
  public double h2GroupedAggregate() throws SQLException {
    return h2.grouped();
  }

  private int render(Query aggregate) {
    out.reset();
    results.write(aggregate, table, ALL, true, out, () -> {});
    return out.size();
  }

  /** A thousand rows inserted by one command and deleted, by their keys, by the next. */
  @Benchmark
  public void tactusInsertAndDelete1000() {
    guilds.begin();
    for (int i = 1; i <= MANY; i++) {
      guilds.insert(inserted + i);
    }
    guilds.commit();
    guilds.begin();
    for (int i = 1; i <= MANY; i++) {
      guilds.table.delete(keyOf(inserted + i), 0);
    }
    guilds.commit();
    inserted += MANY;
  }

  @Benchmark
  public void h2InsertAndDelete1000() throws SQLException {
    h2.insertMany(inserted + 1, MANY);
    h2.deleteMany(inserted + 1, MANY);
    inserted += MANY;
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
    guilds.update(keyOf(randomId()), random.next());
    guilds.commit();
  }

  @Benchmark
  public void h2Update() throws SQLException {
    h2.update(randomId(), random.next());
  }
}
