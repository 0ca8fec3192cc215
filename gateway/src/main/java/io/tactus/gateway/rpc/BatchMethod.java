package io.tactus.gateway.rpc;

import io.tactus.gateway.batch.BatchEncoder;
import io.tactus.gateway.batch.BatchReply;
import io.tactus.gateway.command.DryRuns;
import io.tactus.gateway.lane.Reply;
import io.tactus.gateway.problem.Problem;
import io.tactus.pipeline.Outcome;
import io.tactus.pipeline.command.CommandType;
import io.tactus.pipeline.command.OperationsEncoder;

/**
 * {@code db.batch {operations, dryRun?, deferReferences?}}: what {@code POST /batch} does.
 * Threading: stateless.
 */
final class BatchMethod extends RpcMethod {

  @Override
  protected boolean writes(RpcCall call) {
    return !call.dryRun;
  }

  /** Tells whether the parameters of a call ask only what it would do. */
  static boolean isDryRun(byte[] document, int params) {
    return params >= 0 && document[params] == '{' && BatchEncoder.isDryRun(document, params);
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
    if (reply.isReplayed()) {
      call.nested =
          new BatchEncoder(exchange.principal(), exchange.lane(), call.catalog, exchange.document())
              .forReplay(call.params)
              .calls();
    }
    BatchReply.write(exchange.lane(), call.catalog, reply, call.nested, call.dryRun);
  }

  @Override
  protected boolean read(RpcExchange exchange, RpcCall call) {
    call.catalog = exchange.lane().catalog();
    encode(exchange, call);
    OperationsEncoder encoder = exchange.lane().encoder();
    int length = encoder.end();
    DryRuns.submit(
        exchange.caller(),
        CommandType.OPERATIONS,
        call.catalog.schemaVersion(),
        encoder.buffer(),
        length,
        trial -> tried(exchange, call, trial),
        problem -> exchange.readComplete(call, problem));
    return false;
  }

  private void tried(RpcExchange exchange, RpcCall call, DryRuns.Trial trial) {
    Reply reply = trial.asReply();
    if (reply.outcome() == Outcome.REJECTED) {
      exchange.readComplete(call, Problem.of(reply.rejection()));
      return;
    }
    exchange.lane().workspace().out.reset();
    render(exchange, call, reply);
    exchange.readComplete(call, null);
  }
}
