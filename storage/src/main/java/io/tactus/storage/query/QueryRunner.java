package io.tactus.storage.query;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.TableReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Runs compiled queries over a pinned version. Reusable; allocates nothing per row, and nothing per
 * run once its buffers have grown. Threading: one thread.
 *
 * <p>A scan looks at every row and keeps the first {@code offset + limit} of the order in a bounded
 * heap, so memory follows the window asked for and not the table; and the exact number of matching
 * rows comes for free.
 */
public final class QueryRunner {

  private final MemorySegment memory = Arena.ofAuto().allocate(SchemaLimits.MAX_KEY_BYTES, 8);
  private final ScanCursor cursor = new ScanCursor();
  private final TopRows top = new TopRows();
  private long matched;
  private long scanned;
  private long returned;
  private boolean cut;

  /** Creates a runner. */
  public QueryRunner() {}

  /**
   * Runs a query and hands over the rows of its window in order.
   *
   * @param reader bound to a pinned version with the query's layout
   * @param rowLimit most rows handed over, whatever the query asks for; see {@link #cut()}
   * @param windowLimit most rows kept in order: the largest {@code offset + limit}
   * @param workLimit most rows looked at, each counted with its {@link Filter#testCost()}
   * @return the rows handed over
   * @throws Rejection WORK_BUDGET if more rows would be looked at; RESULT_TOO_LARGE if the offset
   *     lies beyond the window limit
   */
  public long run(
      Query query,
      TableReader reader,
      long rowLimit,
      int windowLimit,
      long workLimit,
      RowVisitor visitor) {
    if (reader.layout() != query.layout()) {
      throw new IllegalArgumentException("query compiled for another layout: " + query.plan());
    }
    long take = Math.min(query.limit(), rowLimit);
    // No more rows than there are can be kept.
    long window = Math.min(query.offset() + Math.min(take, reader.rowCount()), reader.rowCount());
    if (!query.filter().fixesKey() && window > windowLimit) {
      throw new Rejection(
              RejectionCode.RESULT_TOO_LARGE,
              "offset and limit reach row " + window + ", at most " + windowLimit + " are ordered")
          .withHint("page by a condition on the order's fields instead of a large offset")
          .at(query.layout().tableName(), "");
    }
    collect(query, reader, (int) Math.min(window, windowLimit), workLimit);
    top.sort();
    returned = 0;
    for (long i = query.offset(); i < top.size() && returned < take; i++) {
      visitor.row(top.get((int) i));
      returned++;
    }
    cut = take < query.limit() && query.offset() + returned < matched;
    return returned;
  }

  /**
   * Counts the rows that match, without regard to limit and offset.
   *
   * @throws Rejection WORK_BUDGET
   */
  public long count(Query query, TableReader reader, long workLimit) {
    collect(query, reader, 0, workLimit);
    return matched;
  }

  private void collect(Query query, TableReader reader, int window, long workLimit) {
    Filter filter = query.filter();
    top.reset(query.order(), filter.fixesKey() ? 1 : window);
    matched = 0;
    scanned = 0;
    if (filter.fixesKey()) {
      long row = filter.access().find(reader, memory.address());
      scanned = 1;
      if (row != 0 && filter.matches(row)) {
        matched = 1;
        top.add(row);
      }
      return;
    }
    long cost = reader.rowCount() * (1 + filter.testCost());
    if (cost > workLimit) {
      throw new Rejection(
              RejectionCode.WORK_BUDGET,
              "a scan of " + cost + " rows, at most " + workLimit + " are allowed")
          .withHint(
              filter.testCost() == 0
                  ? ""
                  : "with these conditions a row counts as " + (1 + filter.testCost()))
          .at(query.layout().tableName(), "");
    }
    reader.scan(cursor);
    while (cursor.next()) {
      long row = cursor.address();
      scanned++;
      if (filter.matches(row)) {
        matched++;
        top.add(row);
      }
    }
  }

  /** Returns how many rows matched in the last run, window or not: the exact count. */
  public long matched() {
    return matched;
  }

  /** Returns how many rows the last run looked at. */
  public long scanned() {
    return scanned;
  }

  /** Returns how many rows the last run handed over. */
  public long returned() {
    return returned;
  }

  /** Tells whether the last run left rows out because of the row limit, not of the query's own. */
  public boolean cut() {
    return cut;
  }
}
