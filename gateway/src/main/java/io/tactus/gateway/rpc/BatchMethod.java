package io.tactus.gateway.rpc;

import io.tactus.gateway.batch.BatchEncoder;
import io.tactus.gateway.batch.BatchReply;
import io.tactus.gateway.lane.Reply;

/** {@code db.batch {operations}}: what {@code POST /batch} does. Threading: stateless. */
final class BatchMethod extends RpcMethod {

  @Override
  protected boolean writes(RpcCall call) {
    return true;
  }

  @Override
  void encode(RpcExchange exchange, RpcCall call) {
    if (call.params < 0 || exchange.document()[call.params] != '{') {
      throw BuiltInParams.invalid("db.batch takes its parameters by name");
    }
    BatchEncoder batch =
        new BatchEncoder(exchange.principal(), exchange.lane(), call.catalog, exchange.document());
    batch.encode(call.params);
    call.nested = batch.calls();
  }

  @Override
  void render(RpcExchange exchange, RpcCall call, Reply reply) {
    BatchReply.write(exchange.lane(), call.catalog, reply, call.nested);
  }
}
