package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.parallel.ParallelWorkers;
import io.tactus.storage.schema.OnDelete;
import io.tactus.storage.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables that fill and lose all their rows again and again, one referring to the other, with
 * savepoints and commands taken back, beside a plain map: the same after every command, whether
 * versions are published often or hardly ever, with a second thread or without, and out of a
 * snapshot.
 */
class EmptiedTablePropertyTest {
  private static final int COMMANDS = Integer.getInteger("tactus.emptiedCommands", 250);

  /** One store, and what its rows should be. */
  private static final class Play implements AutoCloseable {
    private final CommandStore commands = new CommandStore(StoreConfig.ofBytes(32 << 20, 11));

    /** By id of an owner its price; by id of an item its owner. */
    private TreeMap<Long, Long> owners = new TreeMap<>();

    private TreeMap<Long, Long> items = new TreeMap<>();
    private int givenBack;

    Play() {
      commands.create(
          PricedRows.table("owners")
              .ordered("by_price", "price", "id")
              .hash("by_both", "price")
              .grid("by_place", 8, "at")
              .key("id"),
          TableBuilder.table("items")
              .field("id", "u64")
              .ref("owner", "owners", false, OnDelete.CASCADE)
              .unique("by_both", "id", "owner")
              .key("id"));
    }

    /** One command; the same for the same number, whatever store it meets. */
    void command(long seed) {
      Random random = new Random(seed);
      TreeMap<Long, Long> oldOwners = new TreeMap<>(owners);
      TreeMap<Long, Long> oldItems = new TreeMap<>(items);
      Transaction transaction = commands.begin();
      for (int i = random.nextInt(3); i >= 0; i--) {
        operation(transaction, random);
      }
      if (random.nextInt(3) == 0) {
        taken(transaction, random);
      }
      if (random.nextInt(4) == 0) {
        transaction.settleIndexes();
        operation(transaction, random);
      }
      if (random.nextInt(5) == 0) {
        transaction.rollback();
        owners = oldOwners;
        items = oldItems;
      } else {
        long before = slots("owners") + slots("items");
        transaction.commit(ChangeSink.NONE);
        givenBack += slots("owners") + slots("items") < before ? 1 : 0;
      }
    }

    /** An operation under a savepoint that is taken back. */
    private void taken(Transaction transaction, Random random) {
      TreeMap<Long, Long> oldOwners = new TreeMap<>(owners);
      TreeMap<Long, Long> oldItems = new TreeMap<>(items);
      int savepoint = transaction.savepoint();
      operation(transaction, random);
      if (random.nextBoolean()) {
        transaction.settleIndexes();
      }
      operation(transaction, random);
      transaction.rollbackTo(savepoint);
      owners = oldOwners;
      items = oldItems;
    }

    private void operation(Transaction transaction, Random random) {
      switch (random.nextInt(6)) {
        case 5 -> {
          // More than sixteen pages, of which few rows are left now and then.
          insertMany(transaction.table("owners"), random);
          delete(transaction.table("owners"), random, 40);
        }
        case 0 -> insertOwners(transaction.table("owners"), random);
        case 1 -> insertItems(transaction.table("items"), random);
        case 2 -> delete(transaction.table("owners"), random, random.nextInt(4) == 0 ? 3 : 1);
        case 3 -> delete(transaction.table("items"), random, random.nextInt(3) == 0 ? 2 : 1);
        default -> {
          insertOwners(transaction.table("owners"), random);
          insertItems(transaction.table("items"), random);
        }
      }
    }

    private void insertOwners(Table table, Random random) {
      for (int i = random.nextInt(150); i > 0; i--) {
        long id = random.nextInt(100_000);
        if (owners.putIfAbsent(id, PricedRows.priceOf(id)) == null) {
          PricedRows.insert(table, commands.draft, id, 700);
        }
      }
    }

    private void insertMany(Table table, Random random) {
      for (int i = 0; i < 12; i++) {
        insertOwners(table, random);
      }
    }

    private void insertItems(Table table, Random random) {
      List<Long> choice = new ArrayList<>(owners.keySet());
      for (int i = choice.isEmpty() ? 0 : random.nextInt(300); i > 0; i--) {
        long id = random.nextInt(100_000);
        long owner = choice.get(random.nextInt(choice.size()));
        if (items.putIfAbsent(id, owner) == null) {
          commands.draft.reset(table.layout());
          commands.draft.setLong(0, id);
          commands.draft.setLong(1, owner);
          table.insert(commands.draft);
        }
      }
    }

    /** Deletes all rows, or all but one in so many. */
    private void delete(Table table, Random random, int all) {
      boolean owner = table.meta().name().equals("owners");
      ScanCursor cursor = new ScanCursor();
      table.scan(cursor);
      while (cursor.next()) {
        long id = table.layout().field(0).getLong(cursor.address());
        if (all == 1 || random.nextInt(all) > 0) {
          table.deleteAt(cursor.slot(), 0);
          if (owner) {
            owners.remove(id);
            items.values().removeIf(of -> of == id);
          } else {
            items.remove(id);
          }
        }
      }
    }

    private long slots(String table) {
      return commands.table(table).slotCount();
    }

    void check(String at) {
      commands.publishAudited();
      assertEquals(owners, commands.rows("owners"), at);
      assertEquals(items, commands.rows("items"), at);
    }

    @Override
    public void close() {
      commands.close();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldHoldWhatAMapHolds(long seed) {
    Random random = new Random(seed);
    try (Play play = new Play();
        Play lazy = new Play();
        ParallelWorkers workers = new ParallelWorkers(1)) {
      lazy.commands.store().helpedBy(workers);
      for (int i = 0; i < COMMANDS; i++) {
        long command = random.nextLong();
        String at = "seed " + seed + " command " + i;
        play.command(command);
        lazy.command(command);
        play.check(at);
        if (random.nextInt(20) == 0) {
          play.commands.reload();
        }
        if (random.nextInt(20) == 0) {
          lazy.check(at);
          assertEquals(play.commands.pages(), lazy.commands.pages(), at);
          assertEquals(play.commands.hashes(), lazy.commands.hashes(), at);
        }
      }
      assertTrue(play.givenBack > COMMANDS / 20, "given back " + play.givenBack);
    }
  }
}
