package io.tactus.gateway.rest;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.access.Principal;
import io.tactus.gateway.command.KeyReader;
import io.tactus.gateway.command.ResultSize;
import io.tactus.gateway.command.Tables;
import io.tactus.gateway.command.WorkerRead;
import io.tactus.gateway.csv.CsvWriter;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.QueryBounds;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Version;
import io.tactus.storage.query.Query;
import io.tactus.storage.query.QueryTerm;
import io.tactus.storage.query.RunLimits;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.TableMeta;
import java.util.List;
import java.util.Set;

/**
 * One row by key with its related rows: {@code GET /rest/v1/players/7?select=*,guild(name)}. There
 * is no entity tag, and {@code If-None-Match} means nothing: the row's version says nothing of rows
 * of other tables. On the IO thread if that is cheap, else on a worker.
 *
 * @param principal who asks
 * @param table name of the row's table
 * @param key the key as the URL has it
 * @param terms what to show, and what belongs to related rows
 * @param csv whether as lines of values
 * @param bounds how much it may do
 */
record RelatedRowRead(
    Principal principal,
    String table,
    String key,
    List<QueryTerm> terms,
    boolean csv,
    QueryBounds bounds) {

  private static final long TOO_EXPENSIVE = -1;

  /** Tells whether the request's {@code select} may have related rows in it. */
  static boolean isAskedFor(Request request) {
    if (request.query().isEmpty()) {
      return false;
    }
    String select = request.query().first("select");
    return select != null && select.indexOf('(') >= 0;
  }

  /** Handles the request. */
  static void handle(Request request) {
    ReturnedRows returned = new ReturnedRows(request);
    returned.allowOnly(Set.of("select"));
    Lane lane = request.lane();
    RelatedRowRead read =
        new RelatedRowRead(
            request.principal(),
            request.parameter("table"),
            request.rawParameter("key"),
            returned.terms(),
            request.wantsCsv(),
            lane.bounds());
    long version = read.runCheaply(lane);
    if (version == TOO_EXPENSIVE) {
      WorkerRead.submit(request, read::run, answer -> answer(request, answer));
    } else {
      RowReadRoute.checkRow(request, version);
      request.response().body(200, RowReadRoute.mediaType(request), lane.workspace().out);
    }
  }

  private static void answer(Request request, WorkerRead.Answer<Long> answer) {
    if (answer.problem() != null) {
      request.refuse(answer.problem());
    } else {
      RowReadRoute.checkRow(request, answer.found());
      byte[] json = answer.json();
      request.response().bytes(200, RowReadRoute.mediaType(request), json, json.length);
    }
  }

  private long runCheaply(Lane lane) {
    Version version = lane.pin();
    try {
      return run(lane.workspace(), version, Math.min(bounds.inlineCost(), bounds.workLimit()));
    } catch (Rejection refused) {
      if (refused.code() == RejectionCode.WORK_BUDGET) {
        return TOO_EXPENSIVE;
      }
      throw refused;
    } finally {
      lane.unpin();
    }
  }

  private Long run(Workspace workspace, Version version) {
    return run(workspace, version, bounds.workLimit());
  }

  /** Renders the row into the workspace's writer; returns its version, or 0 if there is none. */
  private long run(Workspace workspace, Version version, long workLimit) {
    Catalog catalog = version.catalog(Catalog.class);
    TableMeta meta = Tables.readable(principal, catalog, table);
    Query query = Query.compile(catalog, meta.layout(), terms);
    if (query.projection() == null) {
      throw ProblemType.INVALID_QUERY.refuse("A single row has no aggregates.");
    }
    for (String related : query.relatedTables()) {
      principal.requireRead(related);
    }
    KeyReader.readPath(workspace, meta.layout(), key);
    long row = workspace.table.bind(version, meta).find(workspace.keyAddress());
    JsonWriter out = workspace.out;
    out.reset();
    RunLimits limits = new RunLimits(bounds.rowLimit(), bounds.windowLimit(), workLimit, false);
    boolean shown =
        row != 0
            && workspace.results.writeRow(
                query,
                workspace.table,
                limits,
                row,
                out,
                () -> ResultSize.check(out, bounds.maxBytes()));
    if (shown && csv) {
      CsvWriter.replace(query.columnNames(), out);
      ResultSize.check(out, bounds.maxBytes()); // quotes are doubled
    }
    return shown ? RowLayout.sequence(row) : 0;
  }
}
