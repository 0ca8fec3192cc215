package io.tactus.storage;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.table.Table;
import io.tactus.storage.transaction.Transaction;

/**
 * A private working state over a version: dry runs, what-if and stepping back. Its writes are seen
 * by nobody else and vanish when it closes.
 *
 * <p>Threading: one owner thread at a time, which need not be the tick thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class StoreFork implements AutoCloseable {

  /** Returns the fork's own transaction. */
  public Transaction transaction() {
    throw new UnsupportedOperationException();
  }

  /** Returns the fork's catalog. */
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

  /** Returns the state hashes of the fork. */
  public StateHashes hashes() {
    throw new UnsupportedOperationException();
  }

  /** Gives the frames back and releases the base version. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
