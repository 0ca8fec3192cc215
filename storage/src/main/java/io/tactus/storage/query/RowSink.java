package io.tactus.storage.query;

/** Takes the rows a path hands on. */
@FunctionalInterface
interface RowSink {

  /**
   * Takes a row.
   *
   * @return whether more are wanted
   */
  boolean row(long rowAddress, long slot);
}
