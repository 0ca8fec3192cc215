package io.tactus.storage.table;

/** Takes the row changes of a transaction as it commits. Threading: called on the tick thread. */
@FunctionalInterface
public interface ChangeSink {

  /** A sink that wants nothing. */
  ChangeSink NONE = (table, operation, oldRow, newRow) -> {};

  /**
   * Takes one change, in the order in which they were made. A row changed twice by one transaction
   * comes twice.
   *
   * @param table the table as it was when the row changed
   * @param operation what happened
   * @param oldRow address of the old row's detached image, or 0 for an insert; valid during this
   *     call
   * @param newRow address of the new row's detached image, or 0 for a delete; valid during this
   *     call
   */
  void onChange(TableMeta table, ChangeOperation operation, long oldRow, long newRow);
}
