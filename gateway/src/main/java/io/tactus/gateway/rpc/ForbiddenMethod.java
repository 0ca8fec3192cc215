package io.tactus.gateway.rpc;

/**
 * A name that is no method, for a caller who may not call it if it were: refused in the words of
 * one that is there. Threading: stateless.
 */
final class ForbiddenMethod extends RpcMethod {

  static final ForbiddenMethod INSTANCE = new ForbiddenMethod();

  private ForbiddenMethod() {}

  @Override
  protected boolean writes(RpcCall call) {
    return false;
  }

  @Override
  protected boolean read(RpcExchange exchange, RpcCall call) {
    exchange.principal().requireCall(call.name, true);
    throw new IllegalStateException(call.name + " may be called");
  }
}
