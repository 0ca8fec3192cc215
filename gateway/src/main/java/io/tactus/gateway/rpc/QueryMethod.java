package io.tactus.gateway.rpc;

import io.tactus.gateway.command.RowsQuery;
import io.tactus.gateway.command.WorkerRead;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.Workspace;
import io.tactus.storage.page.Version;
import io.tactus.storage.query.QueryTerm;
import io.tactus.storage.query.QueryText;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code db.query {table, filter?, select?, order?, limit?, offset?}}: rows. Threading: stateless.
 */
final class QueryMethod extends RpcMethod {

  @Override
  protected boolean writes(RpcCall call) {
    return false;
  }

  @Override
  protected boolean read(RpcExchange exchange, RpcCall call) {
    BuiltInParams params =
        new BuiltInParams(exchange, call, "table", "filter", "select", "order", "limit", "offset");
    Lane lane = exchange.lane();
    RowsQuery query =
        new RowsQuery(
            exchange.principal(),
            params.requiredString("table"),
            terms(params),
            null,
            lane.bounds(),
            false,
            false,
            false);
    Workspace workspace = lane.workspace();
    Version version = lane.pin();
    try {
      if (query.tryInline(workspace, version) != null) {
        return true;
      }
    } finally {
      lane.unpin();
    }
    WorkerRead.submit(exchange.caller(), query::run, answer -> complete(exchange, call, answer));
    return false;
  }

  private static void complete(
      RpcExchange exchange, RpcCall call, WorkerRead.Answer<RowsQuery.Found> answer) {
    if (answer.problem() == null) {
      Workspace workspace = exchange.lane().workspace();
      workspace.out.reset();
      workspace.out.writeRaw(answer.json(), 0, answer.json().length);
    }
    exchange.readComplete(call, answer.problem());
  }

  private static List<QueryTerm> terms(BuiltInParams params) {
    List<QueryTerm> terms = new ArrayList<>();
    String filter = params.string("filter");
    if (filter != null) {
      terms.addAll(QueryText.parse(filter));
    }
    for (String name : new String[] {"select", "order", "limit", "offset"}) {
      String value = params.text(name);
      if (value != null) {
        terms.add(new QueryTerm(name, value));
      }
    }
    return terms;
  }
}
