package io.tactus.storage.table;

/** Where work is counted as it is done, in rows read. Threading: one thread. */
public interface Charge {

  /**
   * Counts work that takes as long as reading so many rows, before it is done.
   *
   * @throws io.tactus.storage.Rejection {@code work_budget} when the limit is passed
   */
  void scanned(long rows);
}
