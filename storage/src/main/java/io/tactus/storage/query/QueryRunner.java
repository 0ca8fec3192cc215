package io.tactus.storage.query;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.query.aggregate.GroupTable;
import io.tactus.storage.table.TableReader;

/**
 * Runs compiled queries over a pinned version. Reusable; allocates nothing per row, and nothing per
 * run once its buffers have grown. Threading: one thread.
 *
 * <p>Rows come along the cheapest {@link AccessPath}. One that meets them in the order asked for
 * hands them over as it goes and stops at the limit. Otherwise the first {@code offset + limit} of
 * the order are kept in a bounded heap, so memory follows the window asked for and not the table.
 */
public final class QueryRunner {

  private final VersionRows rows = new VersionRows();
  private final PathWalk walk;
  private final boolean part;
  private final ResultWindow window = new ResultWindow();
  private boolean cut;

  /** Creates a runner. */
  public QueryRunner() {
    walk = new PathWalk(new QueryWork());
    part = false;
  }

  /** Creates a runner whose runs are part of another one's, and counted there. */
  QueryRunner(QueryWork work) {
    walk = new PathWalk(work);
    part = true;
  }

  /** Returns the account of what runs cost. */
  QueryWork work() {
    return walk.work();
  }

  /**
   * Runs a query and hands over the rows of its window in order.
   *
   * <p>It knows nothing of related rows: those of {@code !inner} leave no row out, as they do with
   * a {@link ResultWriter}.
   *
   * @param reader bound to a pinned version with the query's layout
   * @return the rows handed over
   * @throws Rejection WORK_BUDGET if more rows would be looked at than allowed; RESULT_TOO_LARGE if
   *     more would have to be kept
   */
  public long run(Query query, TableReader reader, RunLimits limits, RowVisitor visitor) {
    return run(query, rows.bind(reader), limits, visitor, null);
  }

  /** As {@link #run}, of the rows that are admitted; null admits all. */
  long run(
      Query query, RowSource source, RunLimits limits, RowVisitor visitor, RowAdmission admission) {
    if (source.layout() != query.layout()) {
      throw new IllegalArgumentException("query compiled for another layout: " + query.filter());
    }
    long tableRows = source.rowCount();
    long take = Math.min(query.limit(), limits.rowLimit());
    AccessPath path = query.path(tableRows, source.slotCount(), query.window(tableRows, limits));
    // No more rows than there are can be kept.
    long wanted = Math.min(query.offset() + Math.min(take, tableRows), tableRows);
    boolean sorted = path.sortedParts() == query.order().size();
    long kept = sorted ? 0 : Math.min(wanted, path.mostRows(tableRows));
    if (kept > limits.windowLimit()) {
      throw new Rejection(
              RejectionCode.RESULT_TOO_LARGE,
              "offset and limit reach row "
                  + wanted
                  + ", at most "
                  + limits.windowLimit()
                  + " are ordered")
          .withHint("page by a condition on the order's fields instead of a large offset")
          .at(query.layout().tableName(), "");
    }
    beginWork(query, limits);
    window.admit(admission);
    window.begin(query, path.sortedParts(), take, kept, limits.countAll(), visitor);
    if (limits.countAll() || window.wantsMore()) {
      walk.run(path, source, window);
      window.finish();
    }
    cut = take < query.limit() && window.returned() == take;
    return window.returned();
  }

  /**
   * Runs a query with aggregates and collects its groups, in no order.
   *
   * @throws Rejection WORK_BUDGET; RESULT_TOO_LARGE if there are too many groups
   */
  void group(Query query, RowSource source, RunLimits limits, GroupTable groups) {
    long tableRows = source.rowCount();
    query.aggregation().begin(groups);
    beginWork(query, limits);
    if (!query.firsts().isEmpty()) {
      firsts(query, source, groups);
      return;
    }
    AccessPath path = query.path(tableRows, source.slotCount(), Long.MAX_VALUE);
    long count = query.aggregation().onlyCounts() ? walk.count(path, source) : -1;
    if (count >= 0) {
      groups.addCounted(count);
      return;
    }
    walk.run(
        path,
        source,
        (row, slot) -> {
          groups.add(row);
          return true;
        });
  }

  /** Shows each function the one row that decides it; that its field is null decides it, too. */
  private void firsts(Query query, RowSource source, GroupTable groups) {
    for (int i = 0; i < query.firsts().size(); i++) {
      int position = i;
      walk.run(
          query.firsts().get(i),
          source,
          (row, slot) -> {
            groups.add(position, row);
            return false;
          });
    }
  }

  /**
   * Returns the rows of a table as the runs of this runner take them; the same object each time.
   */
  RowSource rows(TableReader reader) {
    return rows.bind(reader);
  }

  private void beginWork(Query query, RunLimits limits) {
    if (!part) {
      walk.work().begin(query.layout().tableName(), limits.workLimit());
    }
  }

  /**
   * Returns how many rows matched in the last run: the exact count if it was to count all, else
   * those it met before it had enough.
   */
  public long matched() {
    return window.matched();
  }

  /** Returns how many rows and index entries the last run looked at, with the cost of tests. */
  public long scanned() {
    return walk.work().used();
  }

  /** Returns how many rows the last run handed over. */
  public long returned() {
    return window.returned();
  }

  /**
   * Tells whether the last run ended at the row limit, not at the query's own: there may be more.
   */
  public boolean cut() {
    return cut;
  }
}
