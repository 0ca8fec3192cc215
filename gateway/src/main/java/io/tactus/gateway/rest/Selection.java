package io.tactus.gateway.rest;

import io.tactus.gateway.http.QueryString;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.storage.query.Query;
import io.tactus.storage.query.QueryTerm;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowProjection;
import java.util.ArrayList;
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
      throw ProblemType.INVALID_QUERY.refuse("A row that is written has no aggregates.");
    }
    return columns;
  }

  /** Returns the query of which a request's {@code select} and {@code order} are parts. */
  static Query query(Request request, RowLayout layout) {
    List<QueryTerm> terms = new ArrayList<>();
    for (QueryString.Parameter parameter : request.query().parameters()) {
      if (parameter.name().equals("select") || parameter.name().equals("order")) {
        terms.add(new QueryTerm(parameter.name(), parameter.value()));
      }
    }
    return Query.compile(layout, terms);
  }
}
