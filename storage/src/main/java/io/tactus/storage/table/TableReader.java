package io.tactus.storage.table;

import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowLayout;

/**
 * Reads a table as one pinned version has it. Reusable: bind it again for each version.
 *
 * <p>Threading: one reader belongs to one thread; any number of readers run beside the writer.
 * Addresses are valid until the version is unpinned.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class TableReader {

  /** Points this reader at a table of a pinned version; the meta comes from its catalog. */
  public TableReader bind(Version version, TableMeta meta) {
    throw new UnsupportedOperationException();
  }

  /** Returns what the version's catalog knows of the table. */
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

  /** Returns the address of the row with this primary key image, or 0. */
  public long find(long keyAddress) {
    throw new UnsupportedOperationException();
  }

  /** Returns how many slots a full scan walks: live and free ones. */
  public long slotCount() {
    throw new UnsupportedOperationException();
  }

  /** Puts the cursor before the first row. */
  public void scan(ScanCursor cursor) {
    throw new UnsupportedOperationException();
  }
}
