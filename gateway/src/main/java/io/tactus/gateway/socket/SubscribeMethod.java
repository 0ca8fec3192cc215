package io.tactus.gateway.socket;

import io.tactus.gateway.feed.ResumePoint;
import io.tactus.gateway.feed.Subscription;
import io.tactus.gateway.rpc.BuiltInParams;
import io.tactus.gateway.rpc.RpcCall;
import io.tactus.gateway.rpc.RpcExchange;
import io.tactus.gateway.rpc.RpcMethod;
import io.tactus.storage.query.QueryTerm;
import io.tactus.storage.query.QueryText;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code db.subscribe {table, filter?, select?, since?, initial?, old?}} → {@code {subscription}}.
 * Threading: IO thread; stateless.
 */
final class SubscribeMethod extends RpcMethod {

  static final SubscribeMethod INSTANCE = new SubscribeMethod();

  private SubscribeMethod() {}

  @Override
  protected boolean writes(RpcCall call) {
    return false;
  }

  @Override
  protected boolean read(RpcExchange exchange, RpcCall call) {
    BuiltInParams params =
        new BuiltInParams(exchange, call, "table", "filter", "select", "since", "initial", "old");
    List<QueryTerm> terms = new ArrayList<>();
    String filter = params.string("filter");
    if (filter != null) {
      terms.addAll(QueryText.parse(filter));
    }
    String select = params.string("select");
    if (select != null) {
      terms.add(new QueryTerm("select", select));
    }
    String since = params.text("since");
    Subscription wanted =
        new Subscription(
            params.strings("table"),
            terms,
            params.flag("old", false),
            since == null ? null : ResumePoint.parse(since),
            params.flag("initial", true));
    return ((SocketSession) exchange.caller()).subscribe(wanted, exchange, call);
  }
}
