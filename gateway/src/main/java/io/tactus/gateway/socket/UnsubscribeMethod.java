package io.tactus.gateway.socket;

import io.tactus.gateway.rpc.BuiltInParams;
import io.tactus.gateway.rpc.RpcCall;
import io.tactus.gateway.rpc.RpcExchange;
import io.tactus.gateway.rpc.RpcMethod;

/**
 * {@code db.unsubscribe {subscription}} → {@code {subscription}}; nothing more is told after the
 * reply. Threading: IO thread; stateless.
 */
final class UnsubscribeMethod extends RpcMethod {

  static final UnsubscribeMethod INSTANCE = new UnsubscribeMethod();

  private UnsubscribeMethod() {}

  @Override
  protected boolean writes(RpcCall call) {
    return false;
  }

  @Override
  protected boolean read(RpcExchange exchange, RpcCall call) {
    BuiltInParams params = new BuiltInParams(exchange, call, "subscription");
    params.required("subscription");
    ((SocketSession) exchange.caller()).unsubscribe(params.text("subscription"));
    return true;
  }
}
