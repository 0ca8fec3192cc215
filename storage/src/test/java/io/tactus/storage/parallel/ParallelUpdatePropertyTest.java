package io.tactus.storage.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.table.PageCursor;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Parallel updates against one row at a time on one thread: the same bytes, hashes, row changes and
 * refusals with any number of threads.
 */
@Timeout(120)
class ParallelUpdatePropertyTest {

  private static final int ROWS = 16_000;
  private static final int GOLD = 1;
  private static final int MOOD = 2;

  private static TableDefinition definition() {
    return TableBuilder.table("t")
        .field("id", "u64")
        .bounded("gold", "i64", 100, 0, 1000)
        .nullable("mood", "f32")
        .field("name", "string(20)")
        .key("id");
  }

  /** What one run left behind. */
  private record Result(String refusal, long hash, List<String> changes, long contents) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldDoWhatOneThreadDoes(long seed) {
    Result expected = run(seed, -1);
    for (int threads = 0; threads <= 4; threads++) {
      assertEquals(expected, run(seed, threads), "seed " + seed + ", " + threads + " threads");
    }
    assertEquals(seed % 3 == 0, expected.refusal != null, "every third seed fails");
  }

  /**
   * @param threads -1 for one row after the other through {@link Table#updateAt}
   */
  private static Result run(long seed, int threads) {
    try (Store store = Store.create(StoreConfig.ofBytes(64 << 20, 7));
        ParallelWorkers workers = new ParallelWorkers(Math.max(0, threads));
        Reader reader = store.versions().register()) {
      Table table = fill(store, new Random(seed));
      long hashBefore = table.hash();
      long contentsBefore = contents(store, reader);
      store.transaction().begin(1000);
      int savepoint = store.transaction().savepoint();
      List<String> changes = new ArrayList<>();
      Rejection refused = null;
      try {
        if (threads < 0) {
          oneByOne(table, seed);
        } else {
          parallel(workers, table, seed);
        }
      } catch (Rejection rejection) {
        refused = rejection;
        if (threads < 0) {
          store.transaction().rollbackTo(savepoint);
        }
      }
      assertEquals(refused != null, table.hash() == hashBefore);
      store
          .transaction()
          .commit((meta, operation, from, to) -> changes.add(operation + text(meta.layout(), to)));
      store.publish(1000, 0, 0);
      long contents = contents(store, reader);
      if (refused != null) {
        assertEquals(contentsBefore, contents);
        assertTrue(changes.isEmpty());
      } else {
        assertNotEquals(contentsBefore, contents);
      }
      Store.audit(reader.pin());
      reader.unpin();
      return new Result(
          refused == null ? null : refused.getMessage(), table.hash(), changes, contents);
    }
  }

  private static Table fill(Store store, Random random) {
    store.transaction().begin(1);
    int id = store.transaction().createTable(definition()).id();
    store.transaction().commit((meta, operation, from, to) -> {});
    Table table = store.table(id);
    RowDraft draft = new RowDraft();
    store.transaction().begin(2);
    List<Long> slots = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      draft.reset(table.layout());
      draft.setLong(0, i);
      draft.setLong(GOLD, random.nextInt(900));
      if (random.nextBoolean()) {
        draft.setDouble(MOOD, random.nextFloat());
      }
      draft.setString(3, "p" + i);
      table.insert(draft);
      slots.add(table.lastSlot());
    }
    for (int i = 0; i < ROWS; i += 1 + random.nextInt(9)) {
      table.deleteAt(slots.get(i), 0);
    }
    store.transaction().commit((meta, operation, from, to) -> {});
    store.publish(2, 0, 0);
    return table;
  }

  /** The same function of a row for both ways; leaves some rows as they are, refuses some. */
  private static boolean change(long seed, RowLayout layout, long row, RowDraft draft) {
    long id = layout.field(0).getLong(row);
    long choice = (id * 31 + seed) % 7;
    if (choice == 0) {
      return false;
    }
    long gold = layout.field(GOLD).getLong(row);
    long more = seed % 3 == 0 && id > ROWS / 2 && gold > 890 ? 500 : choice;
    draft.setLong(GOLD, choice == 1 ? gold : gold + more);
    if (choice == 2) {
      draft.setNull(MOOD);
    } else if (choice == 3) {
      draft.setDouble(MOOD, (double) gold);
    }
    return true;
  }

  private static void oneByOne(Table table, long seed) {
    ScanCursor cursor = new ScanCursor();
    RowDraft draft = new RowDraft();
    table.scan(cursor);
    while (cursor.next()) {
      draft.reset(table.layout());
      if (change(seed, table.layout(), cursor.address(), draft)) {
        table.updateAt(cursor.slot(), draft, null, 0);
      }
    }
  }

  private static void parallel(ParallelWorkers workers, Table table, long seed) {
    RowDraft[] drafts = new RowDraft[workers.lanes()];
    for (int i = 0; i < drafts.length; i++) {
      drafts[i] = new RowDraft();
    }
    try (ParallelUpdate update =
        ParallelUpdate.compute(
            workers,
            table,
            table.ranges(),
            Long.MAX_VALUE,
            (pages, changes, work) ->
                updateRange(seed, table, pages, changes, drafts[work.lane()]))) {
      update.outcome().rethrow();
      update.apply();
    }
  }

  private static void updateRange(
      long seed, Table table, PageCursor pages, RangeChanges changes, RowDraft draft) {
    RowLayout layout = table.layout();
    while (pages.next()) {
      for (int i = 0; i < pages.rows(); i++) {
        long row = pages.address() + (long) i * layout.rowBytes();
        if (RowLayout.sequence(row) > 0) {
          draft.reset(layout);
          draft.copyFrom(row);
          if (change(seed, layout, row, draft)) {
            changes.replace(pages.slot(i), row, draft.rowAddress());
          }
        }
      }
    }
  }

  private static String text(RowLayout layout, long row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < layout.rowBytes(); i++) {
      text.append(Character.forDigit(Memory.getByte(row + i) & 15, 16));
      text.append(Character.forDigit((Memory.getByte(row + i) >> 4) & 15, 16));
    }
    return text.toString();
  }

  /** A hash over the bytes of every page of rows, row headers and free slots included. */
  private static long contents(Store store, Reader reader) {
    Version version = reader.pin();
    TableReader table = new TableReader().bind(version, store.catalog().table("t"));
    PageCursor pages = new PageCursor();
    table.pages(pages);
    long hash = 1;
    while (pages.next()) {
      for (int i = 0; i < pages.rows() * table.layout().rowBytes(); i++) {
        hash = hash * 31 + Memory.getByte(pages.address() + i);
      }
    }
    reader.unpin();
    return hash;
  }
}
