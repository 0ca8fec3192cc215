package io.tactus.perf.storage;

import io.tactus.storage.StoreStatistics;
import io.tactus.storage.index.KeyRange;
import io.tactus.storage.index.OrderedCursor;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.Reader;
import io.tactus.storage.query.Query;
import io.tactus.storage.query.QueryRunner;
import io.tactus.storage.query.QueryText;
import io.tactus.storage.query.RunLimits;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.table.IndexMeta;
import io.tactus.storage.table.TableReader;
import java.lang.foreign.Arena;

/** Operations on {@link GuildStore}; made by name, in the loader that instruments. */
public final class GuildOperations implements TracedOperations {
  private static final int RANGE = 100;
  private static final int LEVEL = 32;
  private static final int WINS = 512;
  private static final RunLimits COUNTED = new RunLimits(0, 1, Long.MAX_VALUE, true);

  private final Arena arena = Arena.ofShared();
  private final long key = arena.allocate(Long.BYTES).address();
  private final byte[] goldKey = new byte[Long.BYTES];
  private final TableReader table = new TableReader();
  private final OrderedCursor cursor = new OrderedCursor();
  private final GuildStore guilds;
  private final Reader reader;
  private final RowField gold;
  private final RowField skill;
  private final int rows;
  private final Query query;
  private final QueryRunner runner = new QueryRunner();
  private final RowDraft level = new RowDraft();
  private long random = 88172645463325252L;
  private long inserted;
  private long deleted;

  /** Fills a table with so many rows. */
  public GuildOperations(int rows) {
    this.rows = rows;
    this.inserted = rows;
    guilds = new GuildStore(rows);
    reader = guilds.store.versions().register();
    table.bind(reader.pin(), guilds.meta);
    gold = guilds.meta.layout().field("gold");
    skill = guilds.meta.layout().field("skill");
    query =
        Query.compile(
            guilds.meta.layout(), QueryText.parse("level=gte." + LEVEL + "&wins=lt." + WINS));
  }

  private long next() {
    random = random * 6364136223846793005L + 1442695040888963407L;
    return random >>> 17;
  }

  @Override
  public void pointRead() {
    if (gold.getLong(table.find(keyOf(1 + next() % rows))) < 0) {
      throw new IllegalStateException();
    }
  }

  @Override
  public void rangeOf100() {
    guilds
        .meta
        .indexes()
        .get(GuildStore.BY_GOLD)
        .order()
        .putLong(goldKey, 0, next() % (PlayerStore.MAX_GOLD / 2));
    table.ordered(GuildStore.BY_GOLD, cursor);
    cursor.seek(new KeyRange(goldKey, true, KeyRange.ALL.high(), true), false);
    double sum = 0;
    for (int i = 0; i < RANGE && cursor.next(); i++) {
      sum += skill.getDouble(table.row(cursor.slot()));
    }
    if (sum < 0) {
      throw new IllegalStateException();
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public void scan() {
    runner.run(query, table, COUNTED, row -> {});
    if (runner.matched() > rows) {
      throw new IllegalStateException();
    }
  }

  @Override
  public void insert() {
    guilds.begin();
    guilds.insert(++inserted);
    guilds.commit();
  }

  @Override
  public void update() {
    guilds.begin();
    guilds.update(keyOf(randomLive()), next());
    guilds.commit();
  }

  @Override
  public void updateUnindexed() {
    level.reset(guilds.meta.layout());
    level.setLong(GuildStore.LEVEL, next() & 63);
    guilds.begin();
    guilds.table.update(keyOf(randomLive()), level, null, 0);
    guilds.commit();
  }

  @Override
  public void delete() {
    guilds.begin();
    guilds.table.delete(keyOf(++deleted), 0);
    guilds.commit();
  }

  private long randomLive() {
    return deleted + 1 + next() % (inserted - deleted);
  }

  private long keyOf(long id) {
    Memory.putLong(key, id);
    return key;
  }

  @Override
  public double bytesOfRows() {
    return bytes(guilds.meta.rowsArea());
  }

  @Override
  public double bytesOfKeyIndex() {
    IndexMeta primary = guilds.meta.primary();
    return bytes(primary.area()) + bytes(primary.secondArea());
  }

  @Override
  public double bytesOfOrderedIndexes() {
    return guilds.meta.indexes().stream().skip(1).mapToDouble(index -> bytes(index.area())).sum();
  }

  private double bytes(int area) {
    return (double) table.version().pageCount(area) * Page.SIZE_BYTES / rows;
  }

  @Override
  public double bytesOfPageTables() {
    GuildStore empty = new GuildStore(0);
    long nodes = nodes(guilds.store.statistics()) - nodes(empty.store.statistics());
    empty.close();
    return (double) nodes * Page.SIZE_BYTES / rows;
  }

  /** Frames of the latest version that hold no page. */
  private static long nodes(StoreStatistics now) {
    return now.usedFrames() - now.heldFrames() - now.logicalPages();
  }

  @Override
  public void close() {
    reader.close();
    guilds.close();
    arena.close();
  }
}
