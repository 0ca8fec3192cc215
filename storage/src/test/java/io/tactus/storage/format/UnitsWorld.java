package io.tactus.storage.format;

import io.tactus.storage.KeyImage;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.OnDelete;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A table with every kind of index and values of many lengths, and what is in it. */
final class UnitsWorld implements AutoCloseable {
  static final int INSERTED = 3000;

  /** All those before are deleted: whole nodes of the ordered index become free. */
  static final int FIRST_LEFT = 1501;

  /** Around a unit, around what a page has room for, and several pages. */
  private static final int[] LENGTHS = {0, 1, 15, 16, 17, 300, 4064, 4065, 8124, 8125, 20_000};

  /** A row; {@code score} and {@code boss} may be null. */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  record Unit(
      long slot, String name, Integer score, float x, float y, byte[] note, Long boss, int kind) {}

  final Store store = Store.create(StoreConfig.ofBytes(32 << 20, 99));
  final Map<Long, Unit> units = new TreeMap<>();

  /** Slots of deleted rows in the order of deletion. */
  final List<Long> freed = new ArrayList<>();

  final TableMeta meta;
  final Version version;

  UnitsWorld() {
    Transaction transaction = store.transaction().begin(1);
    meta =
        transaction.createTable(
            TableBuilder.table("units")
                .field("id", "u64")
                .field("name", "string(6)")
                .nullable("score", "i32")
                .field("x", "f32")
                .field("y", "f32")
                .field("note", "bytes")
                .ref("boss", "units", true, OnDelete.RESTRICT)
                .field("kind", "u8")
                .unique("by_name", "name")
                .ordered("by_score", "score")
                .grid("by_place", 10, "x", "y")
                .hash("by_kind", "kind")
                .key("id"));
    transaction.commit(ChangeSink.NONE);
    transaction.begin(2);
    Table table = transaction.table("units");
    Random random = new Random(9);
    for (long id = 1; id <= INSERTED; id++) {
      insert(table, id, random);
    }
    transaction.commit(ChangeSink.NONE);
    transaction.begin(3);
    try (KeyImage key = new KeyImage()) {
      for (long id = 1; id < FIRST_LEFT; id++) {
        freed.add(units.remove(id).slot());
        table.delete(key.of(id), 0);
      }
    }
    transaction.commit(ChangeSink.NONE);
    version = store.publish(3, 0, 0);
  }

  private void insert(Table table, long id, Random random) {
    RowDraft draft = new RowDraft().reset(table.layout());
    String name = "u" + Long.toString(id * 7919 % 46_656, 36);
    Integer score = id % 10 == 0 ? null : (int) id - 2000;
    float x = random.nextInt(-500, 500) / 4f;
    float y = random.nextInt(-500, 500) / 4f;
    byte[] note = new byte[id % 20 == 0 ? LENGTHS[(int) (id / 20) % LENGTHS.length] : 0];
    random.nextBytes(note);
    Long boss = id < FIRST_LEFT + 100 || id % 3 == 0 ? null : FIRST_LEFT + id % 100;
    int kind = random.nextInt(256);
    draft.setLong(0, id);
    draft.setString(1, name);
    if (score == null) {
      draft.setNull(2);
    } else {
      draft.setLong(2, score);
    }
    draft.setDouble(3, x);
    draft.setDouble(4, y);
    draft.setBytes(5, note, 0, note.length);
    if (boss == null) {
      draft.setNull(6);
    } else {
      draft.setLong(6, boss);
    }
    draft.setLong(7, kind);
    table.insert(draft);
    units.put(id, new Unit(table.lastSlot(), name, score, x, y, note, boss, kind));
  }

  @Override
  public void close() {
    store.close();
  }
}
