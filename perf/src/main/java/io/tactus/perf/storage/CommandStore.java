package io.tactus.perf.storage;

import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.Table;
import io.tactus.storage.transaction.Transaction;
import java.util.function.IntConsumer;

/** A store written by commands as the pipeline does it, without a journal. Threading: one. */
final class CommandStore implements AutoCloseable {
  static final int PUBLISH_EVERY = 64;
  private static final int ROWS_PER_COMMAND = 1000;

  final Store store;
  private long sequence;

  /** An empty store with room for so many bytes, 64 MiB at least. */
  CommandStore(long bytes) {
    store = Store.create(StoreConfig.ofBytes(Math.max(64L << 20, bytes), 0x5EEDL));
  }

  Table create(TableDefinition definition) {
    int id = begin().createTable(definition).id();
    commitAndPublish();
    return store.table(id);
  }

  Transaction begin() {
    return store.transaction().begin(++sequence);
  }

  /** Ends a command; every 64th publishes a version, as a batch of the pipeline does. */
  void commit() {
    store.transaction().commit(ChangeSink.NONE);
    if (sequence % PUBLISH_EVERY == 0) {
      store.publish(sequence, 0, 0);
    }
  }

  /** Ends a command and publishes a version. */
  void commitAndPublish() {
    store.transaction().commit(ChangeSink.NONE);
    store.publish(sequence, 0, 0);
  }

  /**
   * Inserts many rows in commands of {@value #ROWS_PER_COMMAND}; all are published.
   *
   * @param insert called with 1 to {@code rows}
   */
  void fill(int rows, IntConsumer insert) {
    Transaction transaction = store.transaction();
    for (int id = 1; id <= rows; id++) {
      if (!transaction.isOpen()) {
        begin();
      }
      insert.accept(id);
      if (id % ROWS_PER_COMMAND == 0 || id == rows) {
        commitAndPublish();
      }
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
