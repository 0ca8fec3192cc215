package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tactus.storage.KeyImage;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A guess at a row's slot is for speed only: what is found is what the index says. */
class GuessedRowsTest {
  private static final int ROWS = 3000;

  private final Store store = Store.create(StoreConfig.ofBytes(32L << 20, 77));
  private final KeyImage key = new KeyImage();
  private final RowDraft draft = new RowDraft();
  private final TableReader found = new TableReader();
  private long sequence;

  @AfterEach
  void close() {
    key.close();
    store.close();
  }

  /** Held versions differ in which slots are free, and in whose they are. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void shouldFindInEveryVersionWhatItHolds(long seed) {
    Random random = new Random(seed);
    Table table = create(TableBuilder.pairs("pairs"));
    long next = random.nextBoolean() ? 1 : random.nextLong();
    TreeMap<Long, Long> model = new TreeMap<>();
    List<Reader> readers = new ArrayList<>();
    List<Version> versions = new ArrayList<>();
    List<Map<Long, Long>> held = new ArrayList<>();
    begin();
    for (int i = 0; i < ROWS; i++) {
      put(table, model, next++);
    }
    for (int version = 0; version < 6; version++) {
      commit();
      Reader reader = store.versions().register();
      versions.add(reader.pin());
      readers.add(reader);
      held.add(Map.copyOf(model));
      begin();
      for (int i = 0; i < ROWS / 10; i++) {
        List<Long> live = List.copyOf(model.keySet());
        long id = live.get(random.nextInt(live.size()));
        switch (random.nextInt(3)) {
          case 0 -> put(table, model, next++);
          case 1 -> remove(table, model, id);
          default -> {
            remove(table, model, id);
            put(table, model, random.nextBoolean() ? id : next++);
          }
        }
      }
    }
    commit();
    long last = next;
    for (int i = 0; i < readers.size(); i++) {
      Map<Long, Long> expected = held.get(i);
      found.bind(versions.get(i), table.meta());
      for (long id = last - 2 * ROWS; id != last + 100; id++) {
        assertEquals(expected.get(id), valueOf(id), "seed " + seed + ", version " + i);
      }
      readers.get(i).close();
    }
  }

  /** A freed slot keeps its key's bytes until it is used again. */
  @Test
  void shouldNotFindADeletedRowWhereItWas() {
    Table table = create(TableBuilder.pairs("pairs"));
    TreeMap<Long, Long> model = new TreeMap<>();
    begin();
    for (long id = 1; id <= ROWS; id++) {
      put(table, model, id);
    }
    remove(table, model, ROWS / 2);
    commit();
    try (Reader reader = store.versions().register()) {
      found.bind(reader.pin(), table.meta());
      learn(ROWS / 4);
      assertEquals(null, valueOf(ROWS / 2));
      assertEquals(null, valueOf(0));
      assertEquals(null, valueOf(-1));
      assertEquals(null, valueOf(ROWS + 1), "the slot behind the last");
      assertEquals(null, valueOf(1_000_000), "a page that is not there");
      assertEquals(null, valueOf(Long.MIN_VALUE));
    }
  }

  /** The bytes of a null are zeros, and zero is a key of others. */
  @Test
  void shouldGuessOnlyPrimaryKeys() {
    TableDefinition definition =
        TableBuilder.table("named")
            .field("id", "u64")
            .nullable("number", "u64")
            .unique("by_number", "number")
            .key("id");
    Table table = create(definition);
    begin();
    for (long id = 1; id <= ROWS; id++) {
      draft.reset(table.layout());
      draft.setLong(0, id);
      if (id > 1) {
        draft.setLong(1, id - 1);
      }
      table.insert(draft);
    }
    commit();
    try (Reader reader = store.versions().register()) {
      found.bind(reader.pin(), table.meta());
      for (long number = 1; number < ROWS; number++) {
        assertNotEquals(0, found.findBy(1, key.of(number)));
      }
      assertEquals(0, found.findBy(1, key.of(0)), "the row whose number is null");
    }
  }

  @Test
  void shouldForgetADistanceWithTheTable() {
    Table near = create(TableBuilder.pairs("near"));
    Table far = create(TableBuilder.pairs("far"));
    begin();
    for (long id = 1; id <= ROWS; id++) {
      put(near, new TreeMap<>(), id);
      put(far, new TreeMap<>(), id + ROWS / 2);
    }
    commit();
    try (Reader reader = store.versions().register()) {
      Version version = reader.pin();
      found.bind(version, near.meta());
      learn(ROWS);
      found.bind(version, far.meta());
      assertEquals(null, valueOf(1));
      for (long id = 1; id <= ROWS; id++) {
        assertEquals(31 * (id + ROWS / 2), valueOf(id + ROWS / 2));
      }
    }
  }

  /** An audit asks the index, and takes no row for an entry of it. */
  @Test
  void shouldNotHideADamagedIndexFromAnAudit() {
    Table table = create(TableBuilder.pairs("pairs"));
    begin();
    for (long id = 1; id <= ROWS; id++) {
      put(table, new TreeMap<>(), id);
    }
    commit();
    try (Reader reader = store.versions().register()) {
      Version version = reader.pin();
      Store.audit(version);
      exchangeSlots(version.address(table.meta().primary().secondArea(), 0));
      assertThrows(IllegalStateException.class, () -> Store.audit(version));
    }
  }

  /**
   * Of the first two entries of a bucket: eight bytes each from byte 32 on, slots in the low half.
   */
  private static void exchangeSlots(long bucket) {
    long[] at = new long[2];
    int found = 0;
    for (long entry = bucket + 32; found < at.length; entry += Long.BYTES) {
      if (Memory.getLong(entry) != 0) {
        at[found++] = entry;
      }
    }
    int slot = Memory.getInt(at[0]);
    Memory.putInt(at[0], Memory.getInt(at[1]));
    Memory.putInt(at[1], slot);
  }

  private void learn(int ids) {
    for (long id = 1; id <= ids; id++) {
      assertEquals(31 * id, valueOf(id));
    }
  }

  private Long valueOf(long id) {
    long row = found.find(key.of(id));
    return row == 0 ? null : (Long) found.layout().field("value").getLong(row);
  }

  private void put(Table table, Map<Long, Long> model, long id) {
    draft.reset(table.layout());
    draft.setLong(0, id);
    draft.setLong(1, 31 * id);
    table.insert(draft);
    model.put(id, 31 * id);
  }

  private void remove(Table table, Map<Long, Long> model, long id) {
    table.delete(key.of(id), 0);
    model.remove(id);
  }

  private Table create(TableDefinition definition) {
    begin();
    TableMeta meta = store.transaction().createTable(definition);
    commit();
    return store.table(meta.id());
  }

  private void begin() {
    store.transaction().begin(++sequence);
    store.transaction().budget().reset(Long.MAX_VALUE);
  }

  private void commit() {
    Transaction transaction = store.transaction();
    transaction.commit(ChangeSink.NONE);
    store.publish(sequence, 0, 0);
  }
}
