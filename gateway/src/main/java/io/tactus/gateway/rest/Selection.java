package io.tactus.gateway.rest;

import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.storage.query.Query;
import io.tactus.storage.query.QueryTerm;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowProjection;
import java.util.List;

/** The fields a request wants to see, by its parameter {@code select}. Threading: stateless. */
final class Selection {

  private Selection() {}

  static RowProjection of(Request request, Workspace workspace, RowLayout layout) {
    String select = request.query().first("select");
    if (select == null) {
      return workspace.allFields(layout);
    }
    RowProjection columns =
        Query.compile(layout, List.of(new QueryTerm("select", select))).projection();
    if (columns == null) {
      throw ProblemType.INVALID_QUERY.refuse("A single row has no aggregates.");
    }
    return columns;
  }
}
