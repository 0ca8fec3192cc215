package io.tactus.perf.storage;

import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.transaction.Transaction;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** A store with one table of players: 64-byte rows, ids 1 to n, everything published. */
final class PlayerStore implements AutoCloseable {
  static final int GOLD = 1;
  static final int SKILL = 2;
  static final int MAX_GOLD = 1 << 20;

  private static final int ROWS_PER_COMMAND = 1000;

  final Store store;
  final TableMeta meta;
  final Table table;
  private final int lastId;
  long sequence;

  /** A store that was filled in the order of the ids. */
  PlayerStore(int rows) {
    this(rows, LongUnaryOperator.identity());
  }

  /**
   * A store that was filled in another order.
   *
   * @param ids the id of the nth row that was inserted, n from 1: each of 1 to {@code rows} once
   */
  PlayerStore(int rows, LongUnaryOperator ids) {
    lastId = rows;
    store = Store.create(StoreConfig.ofBytes(Math.max(64L << 20, rows * 160L), 0x5EEDL));
    TableDefinition definition =
        TableDefinition.of(
            0,
            "players",
            List.of(
                Field.of(0, "id", FieldType.of(TypeKind.U64)),
                Field.of(0, "gold", FieldType.of(TypeKind.I64)),
                Field.of(0, "skill", FieldType.of(TypeKind.F64)),
                Field.of(0, "name", FieldType.string(31))),
            List.of("id"));
    Transaction transaction = store.transaction().begin(++sequence);
    meta = transaction.createTable(definition);
    transaction.commit(ChangeSink.NONE);
    table = store.table(meta.id());
    RowDraft draft = new RowDraft();
    for (int row = 1; row <= rows; row++) {
      if (!transaction.isOpen()) {
        transaction.begin(++sequence);
      }
      fill(draft, ids.applyAsLong(row));
      table.insert(draft);
      if (row % ROWS_PER_COMMAND == 0 || row == rows) {
        transaction.commit(ChangeSink.NONE);
        publish();
      }
    }
  }

  /**
   * Changes gold and skill of so many random rows, in commands of {@value #ROWS_PER_COMMAND}, a
   * version after each: their pages have moved since they were filled.
   */
  void churn(long updates) {
    RowDraft draft = new RowDraft();
    long random = 88172645463325252L;
    try (Arena arena = Arena.ofConfined()) {
      long key = arena.allocate(Long.BYTES).address();
      for (long done = 0; done < updates; done += ROWS_PER_COMMAND) {
        Transaction transaction = store.transaction().begin(++sequence);
        for (int i = 0; i < ROWS_PER_COMMAND; i++) {
          random = random * 6364136223846793005L + 1442695040888963407L;
          draft.reset(meta.layout());
          draft.setLong(GOLD, goldOf(random));
          draft.setDouble(SKILL, skillOf(random));
          Memory.putLong(key, 1 + Long.remainderUnsigned(random >>> 17, lastId));
          table.update(key, draft, null, 0);
        }
        transaction.commit(ChangeSink.NONE);
        publish();
      }
    }
  }

  void fill(RowDraft draft, long id) {
    draft.reset(meta.layout());
    draft.setLong(0, id);
    draft.setLong(GOLD, goldOf(id));
    draft.setDouble(SKILL, skillOf(id));
    draft.setString(3, "player");
  }

  /** Even in [0, {@value #MAX_GOLD}), in no order that a branch predictor could learn. */
  static long goldOf(long id) {
    return (id * 0x9E3779B97F4A7C15L) >>> 44;
  }

  /** Even in [0, 1). */
  static double skillOf(long id) {
    return ((id * 0xD1B54A32D192ED03L) >>> 11) * 0x1p-53;
  }

  void publish() {
    store.publish(sequence, 0, 0);
  }

  @Override
  public void close() {
    store.close();
  }
}
