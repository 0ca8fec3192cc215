package io.tactus.gateway.rest;

import io.tactus.gateway.command.EntityTags;
import io.tactus.gateway.command.KeyReader;
import io.tactus.gateway.command.QueryTerms;
import io.tactus.gateway.command.Tables;
import io.tactus.gateway.csv.CsvWriter;
import io.tactus.gateway.http.MediaTypes;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowProjection;
import io.tactus.storage.table.TableMeta;
import java.util.Set;

/**
 * {@code GET /rest/v1/{table}/{key}}: one row, answered on the IO thread: pinned, rendered into the
 * IO thread's buffer, unpinned, sent.
 */
public final class RowReadRoute {

  private static final Set<String> PARAMETERS = Set.of("select");

  private RowReadRoute() {}

  /** Handles the request. */
  public static void handle(Request request) {
    if (RelatedRowRead.isAskedFor(request)) {
      RelatedRowRead.handle(request);
      return;
    }
    QueryTerms.allowOnly(request.query(), PARAMETERS);
    Lane lane = request.lane();
    long version = render(request, lane, lane.workspace());
    if (isToBeShown(request, version)) {
      request.response().body(200, mediaType(request), lane.workspace().out);
    }
  }

  /** An object is JSON under its own name, whichever way it was asked for. */
  static String mediaType(Request request) {
    return request.wantsCsv() ? request.rowsType() : MediaTypes.JSON;
  }

  /**
   * Looks at the conditions of the request, and answers it if the row is not to be shown.
   *
   * @param version the row's, or 0 if there is none
   */
  private static boolean isToBeShown(Request request, long version) {
    checkRow(request, version);
    request.response().entityTag(version);
    long known = EntityTags.ifNoneMatch(request);
    if (known == version || known == EntityTags.ANY) {
      request.response().empty(304);
      return false;
    }
    return true;
  }

  /**
   * Refuses the request if there is no row, or not the one that {@code If-Match} names.
   *
   * @param version the row's, or 0 if there is none
   */
  static void checkRow(Request request, long version) {
    if (version == 0) {
      throw ProblemType.NOT_FOUND.refuse("No row has this key.");
    }
    long wanted = EntityTags.ifMatch(request);
    if (wanted != EntityTags.ABSENT && wanted != EntityTags.ANY && wanted != version) {
      throw ProblemType.PRECONDITION_FAILED.refuse("The row has another version.");
    }
  }

  /** Renders the row and returns its version, or 0 if there is none. */
  private static long render(Request request, Lane lane, Workspace workspace) {
    Version version = lane.pin();
    try {
      TableMeta table =
          Tables.readable(
              request.principal(), version.catalog(Catalog.class), request.parameter("table"));
      KeyReader.readPath(workspace, table.layout(), request.rawText("key"));
      long row = workspace.table.bind(version, table).find(workspace.keyAddress());
      if (row == 0) {
        return 0;
      }
      RowProjection fields = Selection.of(request, workspace, table.layout());
      workspace.out.reset();
      workspace.rowJson.write(workspace.out, fields, row, workspace.table);
      if (request.wantsCsv()) {
        CsvWriter.replace(fields.names(), workspace.out);
      }
      return RowLayout.sequence(row);
    } finally {
      lane.unpin();
    }
  }
}
