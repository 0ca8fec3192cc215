package io.tactus.gateway.rest;

import io.tactus.gateway.command.EntityTags;
import io.tactus.gateway.command.KeyReader;
import io.tactus.gateway.command.RequestDocument;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.TableMeta;

/**
 * {@code PUT /rest/v1/{table}/{key}}: inserts the row or replaces it as a whole; fields not given
 * take their defaults. {@code If-None-Match: *} only inserts, {@code If-Match} only replaces.
 */
public final class RowPutCommand extends RowCommand {

  private final int body;
  private final boolean onlyInsert;

  private RowPutCommand(Request request) {
    super(request);
    body = RequestDocument.object(request);
    long ifNoneMatch = EntityTags.ifNoneMatch(request);
    if (ifNoneMatch != EntityTags.ABSENT && ifNoneMatch != EntityTags.ANY) {
      throw ProblemType.BAD_REQUEST.refuse("A write takes If-None-Match only as *.");
    }
    onlyInsert = ifNoneMatch == EntityTags.ANY;
    if (onlyInsert && ifMatch != EntityTags.ABSENT) {
      throw ProblemType.BAD_REQUEST.refuse("If-Match and If-None-Match exclude each other.");
    }
  }

  /** Handles the request. */
  public static void handle(Request request) {
    new RowPutCommand(request).start();
  }

  @Override
  void encode(RowLayout layout, Workspace workspace, OperationsEncoder encoder) {
    RowDraft row = workspace.row.reset(layout);
    workspace.rowJson.read(request.body(), body, row);
    takeKey(layout, workspace, row);
    row.completeForInsert();
    boolean back = preferences.representation();
    if (onlyInsert) {
      encoder.insert(row, back);
    } else if (ifMatch != EntityTags.ABSENT) {
      workspace.operators.clear();
      encoder.update(workspace.keyAddress(), row, workspace.operators, back);
    } else {
      encoder.upsert(row, back);
    }
  }

  /** The key comes from the URL; a body that names another one is refused. */
  private void takeKey(RowLayout layout, Workspace workspace, RowDraft row) {
    KeyReader.fillFromPath(workspace, row, layout, request.rawParameter("key"));
    for (int i = 0; i < layout.keyFieldCount(); i++) {
      if (!layout.keyField(i).sameBytes(row.rowAddress(), workspace.key.rowAddress())) {
        throw ProblemType.INVALID_QUERY.refuse("The body names another key than the URL.");
      }
    }
  }

  @Override
  Problem otherProblem(Rejection rejection) {
    if (onlyInsert && rejection.code() == RejectionCode.UNIQUE && isOfPrimaryKey(rejection)) {
      return Problem.of(ProblemType.PRECONDITION_FAILED, "The row is there already.");
    }
    return super.otherProblem(rejection);
  }

  /**
   * The condition is about this row; a clash of another index is with a different one. The table is
   * looked up by the name the client used: the rejection has the one it was applied under, which
   * may be newer than the catalog the command was encoded against.
   */
  private boolean isOfPrimaryKey(Rejection rejection) {
    TableMeta table = catalog().table(tableName());
    if (table == null) {
      return false; // a kept reply about a table that is gone: it is told as it was
    }
    String key = String.join(", ", table.definition().primaryKey());
    return rejection.detail().startsWith("Key (" + key + ")=");
  }
}
