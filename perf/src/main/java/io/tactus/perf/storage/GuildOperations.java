package io.tactus.perf.storage;

import io.tactus.storage.index.KeyRange;
import io.tactus.storage.index.OrderedCursor;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.Reader;
import io.tactus.storage.row.RowField;
import io.tactus.storage.table.TableReader;
import java.lang.foreign.Arena;

/** Operations on {@link GuildStore}; made by name, in the loader that instruments. */
public final class GuildOperations implements TracedOperations {
  private static final int RANGE = 100;

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
  private final double rowBytes;
  private final double indexBytes;
  private long random = 88172645463325252L;
  private long inserted;

  /** Fills a table with so many rows. */
  public GuildOperations(int rows) {
    this.rows = rows;
    this.inserted = rows;
    guilds = new GuildStore(rows);
    reader = guilds.store.versions().register();
    table.bind(reader.pin(), guilds.meta);
    gold = guilds.meta.layout().field("gold");
    skill = guilds.meta.layout().field("skill");
    long pages = table.ranges().pageCount();
    rowBytes = (double) pages * Page.SIZE_BYTES / rows;
    GuildStore empty = new GuildStore(0);
    long others = empty.store.statistics().logicalPages();
    empty.close();
    long all = guilds.store.statistics().logicalPages();
    indexBytes = (double) (all - others - pages) * Page.SIZE_BYTES / rows;
  }

  private long next() {
    random = random * 6364136223846793005L + 1442695040888963407L;
    return random >>> 17;
  }

  @Override
  public void pointRead() {
    Memory.putLong(key, 1 + next() % rows);
    if (gold.getLong(table.find(key)) < 0) {
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
  public void insert() {
    guilds.begin();
    guilds.insert(++inserted);
    guilds.commit();
  }

  @Override
  public double rowBytes() {
    return rowBytes;
  }

  @Override
  public double indexBytes() {
    return indexBytes;
  }

  @Override
  public void close() {
    reader.close();
    guilds.close();
    arena.close();
  }
}
