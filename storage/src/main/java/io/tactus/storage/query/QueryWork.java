package io.tactus.storage.query;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.table.Charge;
import io.tactus.storage.table.WorkBudget;

/**
 * What a walk has cost so far, in rows read, and what it may cost: a limit of its own over a
 * version, the command's budget over the working state. There, the table's own methods count what
 * they read; only tests are added.
 *
 * <p>Threading: one thread. Reusable.
 */
final class QueryWork implements Charge {

  private String table;
  private long limit;
  private long used;
  private WorkBudget budget;

  /** Starts a walk over a version. */
  void begin(String newTable, long newLimit) {
    table = newTable;
    limit = newLimit;
    used = 0;
    budget = null;
  }

  /** Starts a walk at the expense of a command. */
  void begin(String newTable, WorkBudget newBudget) {
    table = newTable;
    limit = Long.MAX_VALUE;
    used = 0;
    budget = newBudget;
  }

  /** Counts a row read, and the test of it. */
  void row(long testCost) {
    if (budget == null) {
      spend(1 + testCost);
    } else {
      used++;
      test(testCost);
    }
  }

  /** Counts rows read, and the test of each. */
  void rows(int rows, long testCost) {
    if (budget == null) {
      spend(rows * (1 + testCost));
    } else {
      used += rows;
      test(rows * testCost);
    }
  }

  /** Counts an entry of an index, or a row reached by one. */
  void entry() {
    if (budget == null) {
      spend(1);
    } else {
      used++;
    }
  }

  /** Counts a row an entry has led to, and the test of it. */
  void reached(long testCost) {
    if (budget == null) {
      spend(1 + testCost);
    } else {
      used++;
      budget.scanned(1 + testCost);
    }
  }

  /** Counts what the test of a row costs beyond what was counted for it. */
  @Override
  public void scanned(long cost) {
    if (budget == null) {
      spend(cost);
    } else {
      test(cost);
    }
  }

  private void test(long testCost) {
    if (testCost > 0) {
      budget.scanned(testCost);
    }
  }

  private void spend(long rows) {
    used += rows;
    if (used > limit) {
      throw refused("more than " + limit + " rows and index entries to look at", "");
    }
  }

  /**
   * Refuses a scan whose cost is known beforehand.
   *
   * @param slots all of the table, of which so many hold rows
   */
  void demand(long rows, long slots, long testCost) {
    long cost = slots * (1 + testCost);
    if (budget == null && cost > limit - used) {
      String what = slots > rows ? " rows and free slots, at most " : " rows, at most ";
      throw refused(
          "a scan of " + cost + what + limit + " are allowed",
          testCost == 0
              ? "an index on the fields of the filter or the order would help"
              : "with these conditions a row counts as " + (1 + testCost));
    }
  }

  private Rejection refused(String message, String hint) {
    return new Rejection(RejectionCode.WORK_BUDGET, message).withHint(hint).at(table, "");
  }

  /** Returns the rows and entries looked at since the walk began. */
  long used() {
    return used;
  }
}
