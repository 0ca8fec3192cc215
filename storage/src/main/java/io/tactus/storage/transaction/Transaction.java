package io.tactus.storage.transaction;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.WorkBudget;

/**
 * The one open transaction of a store or fork; reused for every command.
 *
 * <p>{@code begin → writes, savepoints → commit | rollback}. After a {@link
 * io.tactus.storage.Rejection} the caller rolls back, to a savepoint or altogether; the rows,
 * indexes, free lists, counters, catalog, page counts and state hashes are then as they were.
 *
 * <p>Threading: the writer's thread only.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Transaction {

  /** Begins; rows written get this sequence. The budget starts at the store's limit. */
  public Transaction begin(long sequence) {
    throw new UnsupportedOperationException();
  }

  /** Tells whether it was begun and neither committed nor rolled back. */
  public boolean isOpen() {
    throw new UnsupportedOperationException();
  }

  /** Returns the sequence given to {@link #begin}. */
  public long sequence() {
    throw new UnsupportedOperationException();
  }

  /** Returns the rows this command may still touch. */
  public WorkBudget budget() {
    throw new UnsupportedOperationException();
  }

  /** Returns the catalog as this transaction sees it. */
  public Catalog catalog() {
    throw new UnsupportedOperationException();
  }

  /** Returns the table with this id, or null. */
  public Table table(int id) {
    throw new UnsupportedOperationException();
  }

  /** Returns the table of this name, or null. */
  public Table table(String name) {
    throw new UnsupportedOperationException();
  }

  /** Marks a place to roll back to; savepoints nest. */
  public int savepoint() {
    throw new UnsupportedOperationException();
  }

  /** Undoes everything since the savepoint and forgets it and those set after it. */
  public void rollbackTo(int savepoint) {
    throw new UnsupportedOperationException();
  }

  /** Forgets the savepoint and those set after it, and keeps what was done. */
  public void release(int savepoint) {
    throw new UnsupportedOperationException();
  }

  /** Makes everything part of the working state and hands the row changes to the sink. */
  public void commit(ChangeSink sink) {
    throw new UnsupportedOperationException();
  }

  /** Undoes everything. */
  public void rollback() {
    throw new UnsupportedOperationException();
  }

  /** Returns the number of row changes so far. */
  public int changeCount() {
    throw new UnsupportedOperationException();
  }

  /**
   * Creates a table: assigns its id and the ids of its fields, its areas and counters.
   *
   * @throws io.tactus.storage.Rejection CONFLICT if the name is taken, SCHEMA_INVALID
   */
  public TableMeta createTable(TableDefinition definition) {
    throw new UnsupportedOperationException();
  }

  /**
   * Drops a table with all its rows and pages.
   *
   * @throws io.tactus.storage.Rejection NOT_FOUND, SCHEMA_INVALID for a system table
   */
  public void dropTable(String name) {
    throw new UnsupportedOperationException();
  }
}
