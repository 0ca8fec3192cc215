package io.tactus.storage.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.StoreFork;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.PageImage;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.Table;
import io.tactus.storage.transaction.Transaction;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Large commands on a table with several indexes: the same pages of every version, hashes and
 * refusals with any number of helpers, in the store and in its forks.
 */
@Timeout(120)
class HelpedCommandsTest {
  private static final int COMMANDS = 24;

  private static TableDefinition definition() {
    return TableBuilder.table("t")
        .field("id", "u64")
        .field("owner", "u32")
        .field("price", "i64")
        .field("rank", "u32")
        .ordered("by_price", "price")
        .hash("by_owner", "owner")
        .ordered("by_rank_and_owner", "rank", "owner")
        .key("id");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldDoWhatOneThreadDoes(long seed) {
    List<String> alone = run(seed, 0, 1_000_000);
    for (int helpers : new int[] {1, 2, 4}) {
      assertEquals(alone, run(seed, helpers, 1_000_000), "seed " + seed + ", " + helpers);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void shouldRefuseWhatOneThreadRefuses(long seed) {
    List<String> alone = run(seed, 0, 2_500);
    assertTrue(alone.stream().anyMatch(line -> line.startsWith("WORK_BUDGET")), "no refusal");
    assertEquals(alone, run(seed, 2, 2_500), "seed " + seed);
  }

  /** Returns what was seen of every version. */
  private static List<String> run(long seed, int helpers, long maxRows) {
    StoreConfig config = StoreConfig.ofBytes(64 << 20, 7).withMaxRowsPerCommand(maxRows);
    List<String> seen = new ArrayList<>();
    Random random = new Random(seed);
    try (Store store = Store.create(config);
        ParallelWorkers workers = new ParallelWorkers(helpers);
        Reader reader = store.versions().register();
        Arena arena = Arena.ofConfined()) {
      store.helpedBy(workers);
      long key = arena.allocate(Long.BYTES).address();
      long sequence = 1;
      Transaction transaction = store.transaction().begin(sequence);
      int id = transaction.createTable(definition()).id();
      transaction.commit(ChangeSink.NONE);
      for (int command = 0; command < COMMANDS; command++) {
        store.transaction().begin(++sequence);
        String refused = "done";
        try {
          int savepoint = -1;
          if (random.nextInt(4) == 0) {
            write(store.table(id), random, key, 1500);
            savepoint = store.transaction().savepoint();
          }
          write(store.table(id), random, key, random.nextInt(3000));
          if (savepoint >= 0 && random.nextBoolean()) {
            store.transaction().rollbackTo(savepoint);
          }
          store.transaction().commit(ChangeSink.NONE);
        } catch (Rejection rejection) {
          refused = rejection.code() + " " + rejection.getMessage();
          store.transaction().rollback();
        }
        Version version = store.publish(sequence, 0, 0);
        seen.add(refused + ", " + store.table(id).hash() + ", " + digest(version));
        if (command % 8 == 7) {
          try (StoreFork fork = store.fork(reader.pin())) {
            fork.transaction().begin(sequence + 1);
            write(fork.table(id), new Random(seed), key, 900);
            fork.transaction().commit(ChangeSink.NONE);
            seen.add("fork " + digest(fork.publish(sequence + 1, 0, 0)));
          }
          reader.unpin();
        }
      }
      Store.audit(reader.pin());
      reader.unpin();
      // Equal outcomes would show nothing if nobody helped; they are threads of this test alone.
      assertEquals(helpers > 0, HelperThreads.alive() > 0, helpers + " helpers");
    }
    return seen;
  }

  /** Inserts, changes and deletes rows of random keys. */
  private static void write(Table table, Random random, long key, int count) {
    RowDraft draft = new RowDraft();
    for (int i = 0; i < count; i++) {
      Memory.putLong(key, 1 + random.nextInt(20_000));
      long slot = table.find(key);
      if (slot != 0 && random.nextInt(3) == 0) {
        table.delete(key, 0);
        continue;
      }
      draft.reset(table.layout());
      draft.setLong(1, random.nextInt(500));
      draft.setLong(2, random.nextLong());
      draft.setLong(3, random.nextInt(10));
      if (slot == 0) {
        draft.setLong(0, Memory.getLong(key));
        table.insert(draft);
      } else {
        table.update(key, draft, null, 0);
      }
    }
  }

  private static String digest(Version version) {
    long[] hash = new long[1];
    PageImage.forEachPage(
        version,
        (area, page, address) -> {
          hash[0] = (hash[0] ^ area ^ page << 20) * 0x9E3779B97F4A7C15L;
          for (int i = 0; i < Page.SIZE_BYTES; i += Long.BYTES) {
            hash[0] = (hash[0] ^ Memory.getLong(address + i)) * 0x9E3779B97F4A7C15L;
            hash[0] ^= hash[0] >>> 29;
          }
        });
    return PageImage.pageCount(version) + " pages, " + Long.toHexString(hash[0]);
  }
}
