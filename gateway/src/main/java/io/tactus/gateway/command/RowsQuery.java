package io.tactus.gateway.command;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.access.Principal;
import io.tactus.gateway.csv.CsvWriter;
import io.tactus.gateway.lane.QueryBounds;
import io.tactus.gateway.lane.Workspace;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Version;
import io.tactus.storage.query.Query;
import io.tactus.storage.query.QueryPlan;
import io.tactus.storage.query.QueryTerm;
import io.tactus.storage.query.RunLimits;
import io.tactus.storage.table.TableMeta;
import java.util.List;

/**
 * One query over rows, for a caller who may read every table it names: compiled, run and rendered
 * over a pinned version, on whichever thread holds the workspace.
 *
 * @param principal who asks
 * @param table name of the table
 * @param terms filter, select, order, limit and offset
 * @param window rows the Range header asks for, or null
 * @param bounds how much it may do
 * @param object whether exactly one row is wanted, by itself
 * @param csv whether rows are rendered as lines of values
 * @param countAll whether all matching rows are counted, also outside the window
 */
public record RowsQuery(
    Principal principal,
    String table,
    List<QueryTerm> terms,
    Window window,
    QueryBounds bounds,
    boolean object,
    boolean csv,
    boolean countAll) {

  /** A window of rows. */
  public record Window(long offset, long limit) {}

  /**
   * What a run found; the rows are in the workspace's writer.
   *
   * @param returned rows rendered
   * @param offset rows left out before them
   * @param matched rows that match, window or not, if all were to be counted
   */
  public record Found(long returned, long offset, long matched) {}

  /** Compiles the query against a version. */
  private Query compile(Version version, TableMeta meta) {
    Query query = Query.compile(version.catalog(Catalog.class), meta.layout(), terms);
    for (String related : query.relatedTables()) {
      principal.requireRead(related);
    }
    return window == null ? query : query.withWindow(window.limit(), window.offset());
  }

  /**
   * Runs the query if it is cheap enough for an IO thread.
   *
   * @return what it found, or null if a worker is to run it
   */
  public Found tryInline(Workspace workspace, Version version) {
    TableMeta meta = Tables.readable(principal, version.catalog(Catalog.class), table);
    Query query = compile(version, meta);
    workspace.table.bind(version, meta);
    RunLimits limits = limits(bounds.workLimit());
    if (query.estimatedCost(workspace.table, limits) > bounds.inlineCost()) {
      return null;
    }
    try {
      return run(workspace, query, limits(Math.min(bounds.inlineCost(), bounds.workLimit())));
    } catch (Rejection refused) {
      // The estimate was too low: what is done so far was cheap, the whole is for a worker.
      if (refused.code() == RejectionCode.WORK_BUDGET) {
        return null;
      }
      throw refused;
    }
  }

  /** Runs the query and renders its rows into the workspace's writer. */
  public Found run(Workspace workspace, Version version) {
    TableMeta meta = Tables.readable(principal, version.catalog(Catalog.class), table);
    workspace.table.bind(version, meta);
    return run(workspace, compile(version, meta), limits(bounds.workLimit()));
  }

  /** Tells how the query would run over a version. */
  public QueryPlan explain(Workspace workspace, Version version) {
    TableMeta meta = Tables.readable(principal, version.catalog(Catalog.class), table);
    return compile(version, meta)
        .explain(workspace.table.bind(version, meta), limits(bounds.workLimit()));
  }

  private RunLimits limits(long workLimit) {
    return new RunLimits(bounds.rowLimit(), bounds.windowLimit(), workLimit, countAll);
  }

  private Found run(Workspace workspace, Query query, RunLimits limits) {
    JsonWriter out = workspace.out;
    out.reset();
    long returned =
        workspace.results.write(
            query,
            workspace.table,
            limits,
            !object,
            out,
            () -> ResultSize.check(out, bounds.maxBytes()));
    if (object && returned != 1) {
      throw SingleRow.refuse(
          "The result has " + returned + " rows, not one.", Long.toString(returned));
    }
    if (csv) {
      CsvWriter.replace(query.columnNames(), out);
      ResultSize.check(out, bounds.maxBytes()); // quotes are doubled
    }
    return new Found(returned, query.offset(), workspace.results.matched());
  }
}
