package io.tactus.storage.table;

import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;

/**
 * The writer's side of a table.
 *
 * <p>Keys are given as the address of a key image (the key fields packed in key order), see {@link
 * RowLayout#keyBytes()}. Row addresses returned are valid until the next write through the same
 * store. All writes belong to the open transaction and are undone with it.
 *
 * <p>Threading: tick thread only (or the thread that owns the fork).
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Table {

  /** Returns what the catalog knows of this table. */
  public TableMeta meta() {
    throw new UnsupportedOperationException();
  }

  /** Returns the layout of the rows. */
  public RowLayout layout() {
    throw new UnsupportedOperationException();
  }

  /** Returns the number of live rows. */
  public long rowCount() {
    throw new UnsupportedOperationException();
  }

  /** Returns the table's state hash. */
  public long hash() {
    throw new UnsupportedOperationException();
  }

  /** Returns the address of the row with this key, or 0. */
  public long find(long keyAddress) {
    throw new UnsupportedOperationException();
  }

  /** Returns the slot of the row with this key, or -1. */
  public long findSlot(long keyAddress) {
    throw new UnsupportedOperationException();
  }

  /** Returns the address of the live row in this slot. */
  public long rowAddress(long slot) {
    throw new UnsupportedOperationException();
  }

  /**
   * Inserts a row. Generated fields that are absent get the next id; the rest is completed with the
   * defaults.
   *
   * @return the row's address
   * @throws io.tactus.storage.Rejection NOT_NULL, UNIQUE, MEMORY_LIMIT, WORK_BUDGET,
   *     VALUE_OUT_OF_RANGE for exhausted ids
   */
  public long insert(RowDraft draft) {
    throw new UnsupportedOperationException();
  }

  /**
   * Updates the row with this key: the fields present in {@code set}, then {@code operators} (may
   * be null). A write that leaves all contents as they are keeps the row's sequence; see {@link
   * #lastWriteChanged()}.
   *
   * @param ifSequence the sequence the row must have, or 0 for any
   * @return the row's address
   * @throws io.tactus.storage.Rejection NOT_FOUND, PRECONDITION {@code version_mismatch}, CHECK,
   *     INVALID_VALUE {@code value_out_of_range}, UNIQUE, MEMORY_LIMIT, WORK_BUDGET
   */
  public long update(long keyAddress, RowDraft set, FieldOperators operators, long ifSequence) {
    throw new UnsupportedOperationException();
  }

  /** As {@link #update}, for a row met by a scan or found before. */
  public long updateAt(long slot, RowDraft set, FieldOperators operators, long ifSequence) {
    throw new UnsupportedOperationException();
  }

  /**
   * Inserts the row or replaces the one with the same primary key; absent fields get their defaults
   * either way.
   *
   * @param ifSequence the sequence the present row must have, or 0 for any
   * @return the row's address
   */
  public long upsert(RowDraft draft, long ifSequence) {
    throw new UnsupportedOperationException();
  }

  /**
   * Deletes the row with this key.
   *
   * @param ifSequence the sequence the row must have, or 0 for any
   * @throws io.tactus.storage.Rejection NOT_FOUND, PRECONDITION, WORK_BUDGET
   */
  public void delete(long keyAddress, long ifSequence) {
    throw new UnsupportedOperationException();
  }

  /** Deletes the live row in this slot. */
  public void deleteAt(long slot, long ifSequence) {
    throw new UnsupportedOperationException();
  }

  /** Tells whether the last insert, update or upsert changed the row's contents. */
  public boolean lastWriteChanged() {
    throw new UnsupportedOperationException();
  }

  /** Tells whether the last upsert inserted. */
  public boolean lastWriteInserted() {
    throw new UnsupportedOperationException();
  }

  /** Returns the slot of the row written last. */
  public long lastSlot() {
    throw new UnsupportedOperationException();
  }

  /** Puts the cursor before the first row. */
  public void scan(ScanCursor cursor) {
    throw new UnsupportedOperationException();
  }
}
