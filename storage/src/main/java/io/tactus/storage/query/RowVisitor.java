package io.tactus.storage.query;

/** Takes the rows of a result in order. */
@FunctionalInterface
public interface RowVisitor {

  /**
   * Takes a row.
   *
   * @param rowAddress valid while the version stays pinned
   */
  void row(long rowAddress);
}
