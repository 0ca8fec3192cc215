package io.tactus.storage.table;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;

/**
 * What one command may do: a count of rows read and written, never time, so that the same command
 * is refused at the same row on every replay.
 *
 * <p>Threading: tick thread only.
 */
public final class WorkBudget implements Charge {
  private long limit;
  private long used;

  /** Starts a command that may touch {@code limit} rows. */
  public void reset(long limit) {
    this.limit = limit;
    used = 0;
  }

  /** Puts a count back that was read off before, used up or not. */
  public void restore(long oldLimit, long oldUsed) {
    limit = oldLimit;
    used = oldUsed;
  }

  /**
   * Counts rows read.
   *
   * @throws Rejection {@code work_budget} when the limit is passed
   */
  @Override
  public void scanned(long rows) {
    spend(rows);
  }

  /**
   * Counts rows written.
   *
   * @throws Rejection {@code work_budget} when the limit is passed
   */
  public void written(long rows) {
    spend(rows);
  }

  /** Returns the rows counted since {@link #reset}. */
  public long used() {
    return used;
  }

  /** Returns the limit in rows. */
  public long limit() {
    return limit;
  }

  private void spend(long rows) {
    used += rows;
    if (used > limit) {
      throw new Rejection(
          RejectionCode.WORK_BUDGET, "the command reads and writes more than " + limit + " rows");
    }
  }
}
