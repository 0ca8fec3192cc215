package io.tactus.storage;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Fork;
import io.tactus.storage.page.Version;
import io.tactus.storage.table.Table;
import io.tactus.storage.transaction.Transaction;
import io.tactus.storage.transaction.WorkingState;

/**
 * A private working state over a version: dry runs, what-if and stepping back. Its writes are seen
 * by nobody else and vanish when it closes.
 *
 * <p>Threading: one owner thread at a time, which need not be the tick thread.
 */
public final class StoreFork implements AutoCloseable {
  private final Fork fork;
  private final WorkingState state;

  StoreFork(Fork fork, StoreConfig config) {
    this.fork = fork;
    this.state =
        WorkingState.fork(
            fork.space(),
            fork.base().catalog(Catalog.class),
            config.maxRowsPerCommand(),
            config.maxChangeBytes());
  }

  /** Returns the fork's own transaction. */
  public Transaction transaction() {
    return state.transaction();
  }

  /** Returns the fork's catalog. */
  public Catalog catalog() {
    return state.catalog();
  }

  /** Returns the table with this id, or null. */
  public Table table(int id) {
    return state.table(id);
  }

  /** Returns the table of this name, or null. */
  public Table table(String name) {
    return state.table(name);
  }

  /** Publishes the fork's state as a version of its own, for table readers. */
  public Version publish(long sequence, long tick, long tickTimeMicros) {
    return fork.versions().publish(sequence, tick, tickTimeMicros, state.catalog());
  }

  /** Returns the state hashes of the fork. */
  public StateHashes hashes() {
    return StateHashes.of(state.hashes());
  }

  /** Gives the frames back and releases the base version. */
  @Override
  public void close() {
    state.close();
    fork.close();
  }
}
