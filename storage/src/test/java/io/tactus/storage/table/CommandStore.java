package io.tactus.storage.table;

import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.page.PageImage;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.transaction.Transaction;
import java.util.Map;
import java.util.TreeMap;

/** A store that a test writes by commands, each the next in sequence. Threading: one. */
final class CommandStore implements AutoCloseable {
  final RowDraft draft = new RowDraft();
  private Store store;
  private long sequence;

  /** An empty one. */
  CommandStore(StoreConfig config) {
    this(Store.create(config), 0);
  }

  private CommandStore(Store store, long sequence) {
    this.store = store;
    this.sequence = sequence;
  }

  /** Returns the store, which is another one after a {@link #reload}. */
  Store store() {
    return store;
  }

  Table table(String name) {
    return store.table(name);
  }

  StateHashes hashes() {
    return store.hashes();
  }

  /** Begins the next command. */
  Transaction begin() {
    return store.transaction().begin(++sequence);
  }

  /** Returns the sequence of the last command. */
  long sequence() {
    return sequence;
  }

  /** Creates tables as one command. */
  void create(TableDefinition... definitions) {
    Transaction transaction = begin();
    for (TableDefinition definition : definitions) {
      transaction.createTable(definition);
    }
    transaction.commit(ChangeSink.NONE);
  }

  /** Inserts a row of {@link TableBuilder#pairs} as one command. */
  void insertPair(String table, long id) {
    Transaction transaction = begin();
    draft.reset(transaction.table(table).layout());
    draft.setLong(0, id);
    draft.setLong(1, id);
    transaction.table(table).insert(draft);
    transaction.commit(ChangeSink.NONE);
  }

  /** Returns the first field of all rows, which is their key, with the second, as they are now. */
  Map<Long, Long> rows(String name) {
    Map<Long, Long> rows = new TreeMap<>();
    store.transaction().begin(sequence + 1);
    Table table = store.transaction().table(name);
    ScanCursor cursor = new ScanCursor();
    table.scan(cursor);
    while (cursor.next()) {
      rows.put(
          table.layout().field(0).getLong(cursor.address()),
          table.layout().field(1).getLong(cursor.address()));
    }
    store.transaction().rollback();
    return rows;
  }

  /** Returns how many pages a version has that it publishes. */
  long pages() {
    return publish().logicalPages();
  }

  Version publish() {
    return store.publish(sequence, 0, 0);
  }

  /** Publishes a version in which an audit finds nothing. */
  Version publishAudited() {
    Version version = publish();
    Store.audit(version);
    return version;
  }

  /** Returns the same store out of its pages, as after a start from a snapshot. */
  CommandStore reloaded() {
    Version version = publish();
    Store loaded = Store.load(store.config(), visitor -> PageImage.forEachPage(version, visitor));
    return new CommandStore(loaded, sequence);
  }

  /** Goes on with {@link #reloaded} in place of the store there was. */
  void reload() {
    CommandStore loaded = reloaded();
    store.close();
    store = loaded.store;
  }

  @Override
  public void close() {
    store.close();
  }
}
