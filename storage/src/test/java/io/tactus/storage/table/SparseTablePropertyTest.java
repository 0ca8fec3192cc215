package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.StoreConfig;
import io.tactus.storage.parallel.ParallelWorkers;
import io.tactus.storage.transaction.Transaction;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables that fill thousands of rows and lose all but hundreds, so that these move together, or all
 * stays as it is because there is no room half way: beside a plain map, the same after every
 * command with a second thread and without, taken back, and out of a snapshot.
 */
class SparseTablePropertyTest {
  private static final int COMMANDS = Integer.getInteger("tactus.sparseCommands", 30);
  private static final long MANY_PAGES = 1 << 15;

  private static final class Play implements AutoCloseable {
    private final CommandStore commands = new CommandStore(StoreConfig.ofBytes(128 << 20, 11));
    private TreeMap<Long, Long> rows = new TreeMap<>();
    private int gathered;
    private int large;
    private int stayed;

    Play() {
      commands.create(
          PricedRows.table("players")
              .ordered("by_price", "price", "id")
              .hash("near_price", "price")
              .unique("by_both", "id", "price")
              .grid("by_place", 8, "at")
              .key("id"));
    }

    /** One command; the same for the same number, whatever store it meets. */
    void command(long seed) {
      Random random = new Random(seed);
      insert(random, random.nextBoolean() ? 3_000 : 13_000);
      TreeMap<Long, Long> before = new TreeMap<>(rows);
      if (random.nextBoolean()) {
        // As many as there are by now, or few more: no room for new index pages half way.
        commands.store().limitLogicalPages(1 + random.nextInt(100));
      }
      Transaction transaction = commands.begin();
      delete(transaction.table("players"), random, random.nextBoolean() ? 28 : 19);
      if (random.nextBoolean()) {
        transaction.settleIndexes();
      }
      if (random.nextInt(5) == 0) {
        transaction.rollback();
        rows = before;
      } else {
        transaction.commit(ChangeSink.NONE);
        count();
      }
      commands.store().limitLogicalPages(MANY_PAGES);
    }

    private void count() {
      Table table = commands.table("players");
      if (table.slotCount() == table.rowCount()) {
        gathered++;
        large += table.rowCount() > 300 ? 1 : 0;
      } else {
        stayed++;
      }
    }

    private void insert(Random random, int more) {
      Transaction transaction = commands.begin();
      Table table = transaction.table("players");
      for (int i = 0; i < more; i++) {
        long id = random.nextInt(1_000_000);
        if (rows.putIfAbsent(id, PricedRows.priceOf(id)) == null) {
          PricedRows.insert(table, commands.draft, id, 70);
        }
      }
      transaction.commit(ChangeSink.NONE);
    }

    /** Deletes all rows but one in so many. */
    private void delete(Table table, Random random, int all) {
      ScanCursor cursor = new ScanCursor();
      table.scan(cursor);
      while (cursor.next()) {
        if (random.nextInt(all) > 0) {
          rows.remove(table.layout().field(0).getLong(cursor.address()));
          table.deleteAt(cursor.slot(), 0);
        }
      }
    }

    void check(String at) {
      commands.publishAudited();
      assertEquals(rows, commands.rows("players"), at);
    }

    @Override
    public void close() {
      commands.close();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void shouldHoldWhatAMapHolds(long seed) {
    Random random = new Random(seed);
    try (Play play = new Play();
        Play helped = new Play();
        ParallelWorkers workers = new ParallelWorkers(1)) {
      helped.commands.store().helpedBy(workers);
      for (int i = 0; i < COMMANDS; i++) {
        long command = random.nextLong();
        String at = "seed " + seed + ", command " + i;
        play.command(command);
        helped.command(command);
        play.check(at);
        assertEquals(play.commands.hashes(), helped.commands.hashes(), at);
        assertEquals(play.commands.pages(), helped.commands.pages(), at);
        if (i % 7 == 0) {
          helped.check(at);
          play.commands.reload();
        }
      }
      String counts = play.gathered + " moved, " + play.large + " many, " + play.stayed + " stayed";
      assertTrue(play.gathered > 3 && play.large > 1 && play.stayed > 1, counts);
    }
  }
}
