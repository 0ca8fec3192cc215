package io.tactus.storage.table;

/**
 * Walks the live rows of a table in slot order: {@code while (cursor.next()) { cursor.address() }}.
 *
 * <p>Slot order depends only on the order of operations, so it is the same on every replay. Over a
 * {@link Table} each row read is counted against the work budget; the row under the cursor may be
 * updated or deleted while scanning, and rows inserted meanwhile may or may not be met, the same
 * way on every replay. Reusable; allocate once.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ScanCursor {

  /** Moves to the next live row. */
  public boolean next() {
    throw new UnsupportedOperationException();
  }

  /** Returns the row's address; over a table valid until the next write. */
  public long address() {
    throw new UnsupportedOperationException();
  }

  /** Returns the row's slot. */
  public long slot() {
    throw new UnsupportedOperationException();
  }
}
