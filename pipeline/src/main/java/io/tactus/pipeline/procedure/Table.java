package io.tactus.pipeline.procedure;

import io.tactus.storage.schema.TableDefinition;

/**
 * A table as a procedure sees it. Reading and writing charge the work budget. In a read-only
 * procedure every writing method throws {@link IllegalStateException}.
 *
 * <p>Rows and writers handed out are reused: at most one {@link Row} from {@code find}, one {@link
 * RowWriter} and one {@link Scan} per table are in use at a time.
 */
public interface Table {
  TableDefinition definition();

  /** A field, resolved once; {@link IllegalArgumentException} if there is none of that name. */
  Column column(String name);

  long rowCount();

  /** The row with this key, or null. For tables whose key is one integer, bool or time field. */
  Row find(long key);

  /** The row with this key, or null. For tables whose key is one string or uuid field. */
  Row find(String key);

  /** The row with the key under construction, or null. For composite keys. */
  Row find(Key key);

  /** A key to fill, one part after the other, emptied by this call. */
  Key key();

  /** A new row to fill; nothing happens before {@link RowWriter#commit()}. */
  RowWriter insert();

  /** Changes to a row that is there; fields not set stay as they are. */
  RowWriter update(Row row);

  /** Deletes a row that is there. */
  void delete(Row row);

  /** Deletes by key; false if there is no such row. */
  default boolean delete(long key) {
    Row row = find(key);
    if (row == null) {
      return false;
    }
    delete(row);
    return true;
  }

  /**
   * All rows, in storage order (the same on every replay). Deleting or updating the current row
   * while scanning is allowed; whether rows inserted meanwhile are met is not defined for the
   * caller, but the same on every replay.
   */
  Scan scan();

  /** All rows at once, by all cores. */
  Parallel parallel();
}
