package io.tactus.perf.storage;

import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.index.LookAhead;
import io.tactus.storage.index.UpcomingUse;
import io.tactus.storage.page.Memory;
import io.tactus.storage.parallel.ParallelWorkers;
import io.tactus.storage.query.Filter;
import io.tactus.storage.query.MatchingRows;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.IndexKind;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.transaction.Transaction;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * A store with one table of items: 40-byte rows, primary key id, an ordered index on the price
 * (random) and, unless one is enough, a hash index on the owner (ten items each). Commands of
 * {@link #BATCH} writes, whose keys are announced in groups as the server does it, and a version
 * published after so many of them.
 */
final class IndexedItems implements AutoCloseable {
  static final int BATCH = 1000;
  static final int BY_PRICE = 1;

  private static final List<IndexDefinition> INDEXES =
      List.of(
          new IndexDefinition("by_price", List.of("price"), IndexKind.ORDERED, false),
          new IndexDefinition("by_owner", List.of("owner"), IndexKind.HASH, false));

  private static final int OWNER = 1;
  private static final int PRICE = 2;
  private static final int SCORE = 3;
  private static final int STATE = 4;

  final Store store;
  final TableMeta meta;
  final Table table;
  private final Arena arena = Arena.ofShared();
  private final long key = arena.allocate(Long.BYTES).address();
  private final RowDraft draft = new RowDraft();
  private final LookAhead ahead = new LookAhead();
  private final MatchingRows matching = new MatchingRows();
  private final Filter some;

  /** Of the rows of one command. */
  private final long[] keys = new long[BATCH];

  private final int rows;
  private final int commandsPerVersion;
  private final ParallelWorkers helpers;
  private int unpublished;
  private long sequence;
  private long lastId;
  private long firstId = 1;
  private long random = 88172645463325252L;

  IndexedItems(int rows, int secondaryIndexes) {
    this(rows, secondaryIndexes, 1, 0);
  }

  IndexedItems(int rows, int secondaryIndexes, int commandsPerVersion, int helpers) {
    this.rows = rows;
    this.commandsPerVersion = commandsPerVersion;
    long bytes = Math.max(128L << 20, rows * 160L);
    store = Store.create(StoreConfig.ofBytes(bytes, 0x5EEDL));
    this.helpers = new ParallelWorkers(helpers);
    store.helpedBy(this.helpers);
    TableDefinition definition =
        new TableDefinition(
            0,
            "items",
            List.of(
                Field.of(0, "id", FieldType.of(TypeKind.U64)),
                Field.of(0, "owner", FieldType.of(TypeKind.U32)),
                Field.of(0, "price", FieldType.of(TypeKind.I64)),
                Field.of(0, "score", FieldType.of(TypeKind.F64)),
                Field.of(0, "state", FieldType.of(TypeKind.U32))),
            List.of("id"),
            INDEXES.subList(0, secondaryIndexes));
    Transaction transaction = store.transaction().begin(++sequence);
    meta = transaction.createTable(definition);
    transaction.commit(ChangeSink.NONE);
    table = store.table(meta.id());
    some = Filter.parse(meta.layout(), "score=lt.100");
    while (lastId < rows) {
      insertBatch();
    }
  }

  /** A random number that looks the same on every run. */
  long random() {
    random = random * 6364136223846793005L + 1442695040888963407L;
    return random >>> 17;
  }

  private long keyOf(long id) {
    Memory.putLong(key, id);
    return key;
  }

  /** {@link #BATCH} new rows in one command. */
  void insertBatch() {
    Transaction transaction = store.transaction().begin(++sequence);
    for (int i = 0; i < BATCH; i++) {
      keys[i] = ++lastId;
    }
    for (int i = 0; i < BATCH; i++) {
      lookAhead(i, UpcomingUse.INSERT);
      draft.reset(meta.layout());
      draft.setLong(0, keys[i]);
      draft.setLong(OWNER, random() % (rows / 10));
      draft.setLong(PRICE, random());
      draft.setDouble(SCORE, i);
      draft.setLong(STATE, 1);
      table.insert(draft);
    }
    end(transaction);
  }

  /** Owner and price of {@link #BATCH} random rows: both indexes change. */
  void updateBatch() {
    Transaction transaction = store.transaction().begin(++sequence);
    chooseKeys();
    for (int i = 0; i < BATCH; i++) {
      lookAhead(i, UpcomingUse.UPDATE);
      draft.reset(meta.layout());
      draft.setLong(OWNER, random() % (rows / 10));
      draft.setLong(PRICE, random());
      table.update(keyOf(keys[i]), draft, null, 0);
    }
    end(transaction);
  }

  /** The score of {@link #BATCH} random rows: no secondary index changes. */
  void updateScores() {
    Transaction transaction = store.transaction().begin(++sequence);
    chooseKeys();
    for (int i = 0; i < BATCH; i++) {
      lookAhead(i, UpcomingUse.UPDATE);
      draft.reset(meta.layout());
      draft.setDouble(SCORE, (double) random());
      table.update(keyOf(keys[i]), draft, null, 0);
    }
    end(transaction);
  }

  /** The {@link #BATCH} oldest rows, whose owners and prices lie anywhere in the indexes. */
  void deleteBatch() {
    Transaction transaction = store.transaction().begin(++sequence);
    for (int i = 0; i < BATCH; i++) {
      keys[i] = firstId++;
    }
    for (int i = 0; i < BATCH; i++) {
      lookAhead(i, UpcomingUse.DELETE);
      table.delete(keyOf(keys[i]), 0);
    }
    end(transaction);
  }

  /** Deletes the oldest rows until so many are left, {@link #BATCH} and what is over by command. */
  void deleteAllBut(long left) {
    while (lastId - firstId + 1 >= left + 2 * BATCH) {
      deleteBatch();
    }
    Transaction transaction = store.transaction().begin(++sequence);
    while (lastId - firstId + 1 > left) {
      table.delete(keyOf(firstId++), 0);
    }
    end(transaction);
  }

  /** Counts, in a command, the rows with a score that some have; no index knows them. */
  long scan() {
    Transaction transaction = store.transaction().begin(++sequence);
    matching.begin(some, table, transaction.budget());
    long count = 0;
    while (matching.next()) {
      count++;
    }
    end(transaction);
    return count;
  }

  private void chooseKeys() {
    long live = lastId - firstId + 1;
    for (int i = 0; i < BATCH; i++) {
      keys[i] = firstId + random() % live;
    }
  }

  /** At the beginning of each group of keys, announces it. */
  private void lookAhead(int at, UpcomingUse use) {
    if (at % LookAhead.KEYS == 0) {
      int end = Math.min(BATCH, at + LookAhead.KEYS);
      for (int i = at; i < end; i++) {
        table.lookAhead(keyOf(keys[i]), use, ahead);
      }
      ahead.read();
    }
  }

  private void end(Transaction transaction) {
    transaction.commit(ChangeSink.NONE);
    unpublished++;
    if (unpublished == commandsPerVersion) {
      unpublished = 0;
      store.publish(sequence, 0, 0);
    }
  }

  @Override
  public void close() {
    store.close();
    helpers.close();
    arena.close();
  }
}
