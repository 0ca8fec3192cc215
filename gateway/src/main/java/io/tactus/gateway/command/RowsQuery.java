package io.tactus.gateway.command;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.lane.QueryBounds;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Version;
import io.tactus.storage.query.Query;
import io.tactus.storage.query.QueryTerm;
import io.tactus.storage.row.RowProjection;
import io.tactus.storage.table.TableMeta;
import java.util.List;

/**
 * One query over rows: compiled, run and rendered over a pinned version, on whichever thread holds
 * the workspace.
 *
 * @param table name of the table
 * @param terms filter, select, order, limit and offset
 * @param window rows the Range header asks for, or null
 * @param bounds how much it may do
 * @param object whether exactly one row is wanted, by itself
 */
public record RowsQuery(
    String table, List<QueryTerm> terms, Window window, QueryBounds bounds, boolean object) {

  /** A window of rows. */
  public record Window(long offset, long limit) {}

  /**
   * What a run found; the rows are in the workspace's writer.
   *
   * @param returned rows rendered
   * @param offset rows left out before them
   * @param matched rows that match, window or not
   */
  public record Found(long returned, long offset, long matched) {}

  private static final byte COMMA = ',';

  /** Compiles the query against a version. */
  private Query compile(TableMeta meta) {
    Query query = Query.compile(meta.layout(), terms);
    return window == null ? query : query.withWindow(window.limit(), window.offset());
  }

  /** Tells whether the query is cheap enough for an IO thread. */
  public boolean isCheap(Workspace workspace, Version version) {
    TableMeta meta = Tables.find(version.catalog(Catalog.class), table);
    Query query = compile(meta);
    return query.estimatedCost(workspace.table.bind(version, meta)) <= bounds.inlineCost();
  }

  /** Runs the query and renders its rows into the workspace's writer. */
  public Found run(Workspace workspace, Version version) {
    TableMeta meta = Tables.find(version.catalog(Catalog.class), table);
    Query query = compile(meta);
    workspace.table.bind(version, meta);
    JsonWriter out = workspace.out;
    out.reset();
    RowProjection fields = query.projection();
    long returned =
        workspace.queries.run(
            query,
            workspace.table,
            bounds.rowLimit(),
            bounds.windowLimit(),
            bounds.workLimit(),
            row -> {
              if (!object) {
                out.writeByte(out.size() == 0 ? (byte) '[' : COMMA);
              }
              workspace.rowJson.write(out, fields, row);
              checkSize(out);
            });
    if (object && returned != 1) {
      throw SingleRow.refuse(
          "The result has " + returned + " rows, not one.", Long.toString(returned));
    }
    if (!object) {
      out.writeAscii(returned == 0 ? "[]" : "]");
    }
    return new Found(returned, query.offset(), workspace.queries.matched());
  }

  private void checkSize(JsonWriter out) {
    if (out.size() > bounds.maxBytes()) {
      throw new Refusal(
          Problem.of(ProblemType.RESULT_TOO_LARGE, "Ask for fewer rows or columns.")
              .withLimit(bounds.maxBytes()));
    }
  }
}
