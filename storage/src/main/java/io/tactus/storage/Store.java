package io.tactus.storage;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.PageVisitor;
import io.tactus.storage.page.Version;
import io.tactus.storage.page.Versions;
import io.tactus.storage.table.Table;
import io.tactus.storage.transaction.Transaction;
import java.util.function.Consumer;

/**
 * The database's state: one working state for the single writer, and published versions for
 * everybody else.
 *
 * <pre>
 *   transaction().begin(sequence) … commit(sink)      any number of commands
 *   publish(sequence, tick, tickTimeMicros)           end of the batch: a new version
 *   versions().register() → reader.pin() → Version → TableReader
 * </pre>
 *
 * <p>Threading: everything but {@link #versions()}, {@link #hashes(Version)}, {@link #fork} and
 * {@link #statistics()} belongs to the tick thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Store implements AutoCloseable {

  /** Creates an empty store: system tables only, version 0 published. */
  public static Store create(StoreConfig config) {
    throw new UnsupportedOperationException();
  }

  /**
   * Creates a store from the pages of a snapshot and rebuilds the catalog from them.
   *
   * @param pages shows every page in the order of {@link io.tactus.storage.page.PageImage} to the
   *     visitor it is given; what it throws passes through
   * @throws IllegalArgumentException if the pages are not those of one store
   */
  public static Store load(StoreConfig config, Consumer<PageVisitor> pages) {
    throw new UnsupportedOperationException();
  }

  /** Returns the one transaction, to begin. */
  public Transaction transaction() {
    throw new UnsupportedOperationException();
  }

  /** Returns the catalog of the working state. */
  public Catalog catalog() {
    throw new UnsupportedOperationException();
  }

  /** Returns the table with this id in the working state, or null. */
  public Table table(int id) {
    throw new UnsupportedOperationException();
  }

  /** Returns the table of this name in the working state, or null. */
  public Table table(String name) {
    throw new UnsupportedOperationException();
  }

  /** Makes the working state the latest version; no transaction may be open. */
  public Version publish(long sequence, long tick, long tickTimeMicros) {
    throw new UnsupportedOperationException();
  }

  /** Returns the published versions: readers register here. */
  public Versions versions() {
    throw new UnsupportedOperationException();
  }

  /** Makes a private working state over a version the caller has pinned. */
  public StoreFork fork(Version version) {
    throw new UnsupportedOperationException();
  }

  /** Returns the state hashes of the working state. */
  public StateHashes hashes() {
    throw new UnsupportedOperationException();
  }

  /** Returns the state hashes of a pinned version. */
  public StateHashes hashes(Version version) {
    throw new UnsupportedOperationException();
  }

  /** Returns the store's figures. */
  public StoreStatistics statistics() {
    throw new UnsupportedOperationException();
  }

  /** Gives all memory back; no reader may be pinned. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
