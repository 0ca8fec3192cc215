package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tactus.storage.KeyImage;
import io.tactus.storage.PairsTable;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.index.Hash64;
import io.tactus.storage.index.KeyFragment;
import io.tactus.storage.page.AreaView;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySearchTest {
  private static final int FEW_ROWS = 3000;

  private final Store store = Store.create(StoreConfig.ofBytes(96L << 20, 77));
  private final KeyImage key = new KeyImage();
  private final TableReader table = new TableReader();

  @AfterEach
  void close() {
    key.close();
    store.close();
  }

  /** In no order that a slot could be guessed by, so that look-ups go through the index. */
  private TableMeta fill(int rows) {
    return PairsTable.fill(store, rows, row -> 1 + row * 7_919L % rows);
  }

  private static int height(Version version, int area) {
    return new AreaView().bind(version, area).height();
  }

  /**
   * A directory of more than a page, and then so many rows that some share all 32 bits of the hash
   * and that the areas are as high as those of large tables.
   */
  @ParameterizedTest
  @CsvSource({"200000, 1", "600000, 2"})
  void shouldFindEveryRowAndNoOtherAlsoWhenHashesCollide(int rows, int heightOfBuckets) {
    TableMeta meta = fill(rows);
    long hashStart = Hash64.start(meta.primary().seed());
    Map<Long, Long> byFragment = new HashMap<>();
    try (Reader reader = store.versions().register()) {
      Version version = reader.pin();
      assertEquals(1, height(version, meta.primary().area()));
      assertEquals(heightOfBuckets, height(version, meta.primary().secondArea()));
      assertEquals(2, height(version, meta.rowsArea()));
      table.bind(version, meta);
      int collisions = 0;
      for (long id = 1; id <= rows; id++) {
        long row = table.find(key.of(id));
        assertEquals(id, meta.layout().field("id").getLong(row));
        assertEquals(row, table.row(table.slotBy(0, key.of(id))));
        collisions += byFragment.put(KeyFragment.ofEight(id, hashStart), id) == null ? 0 : 1;
      }
      assertEquals(heightOfBuckets > 1, collisions > 0, collisions + ": take another seed");
      for (long id = rows + 1L; id <= 2L * rows; id++) {
        assertEquals(0, table.find(key.of(id)));
      }
    }
  }

  /** An empty entry is zeros, as one with fragment 0 would be but for its slot. */
  @Test
  void shouldFindNoRowForAKeyWhoseFragmentIsZero() {
    TableMeta meta = fill(FEW_ROWS);
    long hashStart = Hash64.start(meta.primary().seed());
    try (Reader reader = store.versions().register()) {
      table.bind(reader.pin(), meta);
      goStraight();
      for (long id : new long[] {1_556_499_834L, 2_631_226_734L, 8_765_979_302L}) {
        assertEquals(0, KeyFragment.ofEight(id, hashStart));
        assertEquals(0, table.find(key.of(id)));
      }
    }
  }

  @Test
  void shouldGoOnWithOtherIndexesTablesAndVersions() {
    TableMeta pairs = fill(FEW_ROWS);
    store.transaction().begin(1_000_000);
    TableMeta named =
        store
            .transaction()
            .createTable(
                TableBuilder.table("named")
                    .field("id", "u64")
                    .field("name", "string(12)")
                    .field("x", "u32")
                    .field("y", "u32")
                    .unique("by_name", "name")
                    .unique("by_place", "x", "y")
                    .key("id"));
    RowDraft draft = new RowDraft();
    for (long i = 1; i <= FEW_ROWS; i++) {
      draft.reset(named.layout());
      draft.setLong(0, 1 + i * 7_919L % FEW_ROWS);
      draft.setString(1, "n" + i);
      draft.setLong(2, i);
      draft.setLong(3, i * 31);
      store.table(named.id()).insert(draft);
    }
    store.transaction().commit(ChangeSink.NONE);
    store.publish(1_000_000, 0, 0);
    try (Reader reader = store.versions().register()) {
      Version version = reader.pin();
      table.bind(version, pairs);
      goStraight();
      table.bind(version, named);
      goStraight();
      for (long i = 1; i <= FEW_ROWS; i++) {
        long row = table.findBy(1, key.of(named, 1, "n" + i));
        assertNotEquals(0, row);
        assertEquals(row, table.findBy(2, key.of(named, 2, i, i * 31)));
        assertEquals(row, table.findBy(0, key.of(1 + i * 7_919L % FEW_ROWS)));
        assertEquals(0, table.findBy(1, key.of(named, 1, "m" + i)));
        assertEquals(0, table.findBy(2, key.of(named, 2, i, i)));
      }
      table.bind(version, pairs);
      goStraight();
    }
  }

  /** What is not there must not be read, also where an index is damaged. */
  @Test
  void shouldRefuseADirectoryThatNamesMoreBucketsThanItHas() {
    TableMeta meta = fill(FEW_ROWS);
    try (Reader reader = store.versions().register()) {
      Version version = reader.pin();
      Memory.putInt(version.address(meta.primary().area(), 0), 24);
      table.bind(version, meta);
      assertThrows(IllegalArgumentException.class, () -> table.find(key.of(1)));
    }
  }

  @Test
  void shouldRefuseABucketThatIsNotThere() {
    TableMeta meta = fill(FEW_ROWS);
    try (Reader reader = store.versions().register()) {
      Version version = reader.pin();
      long directory = version.address(meta.primary().area(), 0);
      int names = 1 << Memory.getInt(directory);
      table.bind(version, meta);
      goStraight();
      for (int i = 0; i < names; i++) {
        Memory.putInt(directory + 8 + 4L * i, i % 2 == 0 ? 1 << 20 : -1);
      }
      for (long id = 1; id < 20; id++) {
        long wanted = id;
        assertThrows(IllegalArgumentException.class, () -> table.find(key.of(wanted)));
      }
    }
  }

  @Test
  void shouldRefuseASlotThatIsNotThere() {
    TableMeta meta = fill(FEW_ROWS);
    try (Reader reader = store.versions().register()) {
      Version version = reader.pin();
      table.bind(version, meta);
      goStraight();
      long buckets = version.pageCount(meta.primary().secondArea());
      for (long bucket = 0; bucket < buckets; bucket++) {
        long page = version.address(meta.primary().secondArea(), bucket);
        for (int at = 32; at < 4096; at += Long.BYTES) {
          if (Memory.getLong(page + at) != 0) {
            Memory.putInt(page + at, at % 16 == 0 ? -1 : 1_000_000);
          }
        }
      }
      for (long id = 1; id < 20; id++) {
        long wanted = id;
        assertThrows(IllegalArgumentException.class, () -> table.find(key.of(wanted)));
      }
    }
  }

  /** So many rows in no order that nothing more is learned of where they lie. */
  private void goStraight() {
    for (long id = 1; id <= 2 * SlotGuess.TRIES; id++) {
      long row = table.find(key.of(id));
      assertEquals(id, table.layout().field("id").getLong(row));
    }
  }
}
