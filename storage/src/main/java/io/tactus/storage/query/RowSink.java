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

  /**
   * Takes rows of which only the number matters.
   *
   * @return false if they have to be given one by one
   */
  default boolean counts(int rows) {
    return false;
  }
}
