package io.tactus.gateway.rpc;

import io.tactus.gateway.command.ArgumentReader;
import io.tactus.gateway.command.ReadOnlyCall;
import io.tactus.gateway.command.ReplyRows;
import io.tactus.gateway.command.TupleJson;
import io.tactus.gateway.lane.Reply;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.Problem;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.storage.Rejection;

/** A procedure of a plug-in, under its own name. Threading: stateless. */
final class ProcedureMethod extends RpcMethod {

  static final ProcedureMethod INSTANCE = new ProcedureMethod();

  private ProcedureMethod() {}

  @Override
  protected boolean writes(RpcCall call) {
    return !call.procedure.readOnly();
  }

  private static void readArguments(RpcExchange exchange, RpcCall call) {
    exchange.principal().requireCall(call.name, call.procedure.readOnly());
    try {
      ArgumentReader.read(
          exchange.lane().workspace(), call.procedure, exchange.document(), call.params);
    } catch (Rejection e) {
      throw new InvalidParams(Problem.of(e));
    }
  }

  @Override
  void encode(RpcExchange exchange, RpcCall call) {
    readArguments(exchange, call);
    exchange
        .lane()
        .encoder()
        .begin()
        .call(
            call.procedure,
            exchange.lane().workspace().tuple,
            exchange.lane().engine().config().resultLimitBytes());
  }

  @Override
  void render(RpcExchange exchange, RpcCall call, Reply reply) {
    Workspace workspace = exchange.lane().workspace();
    ReplyDecoder results = reply.results();
    if (call.procedure.results().size() == 0 || results.resultsOmitted() || !results.next()) {
      workspace.out.writeNull();
      return;
    }
    TupleJson.write(workspace.out, ReplyRows.tuple(workspace, results, call.procedure));
  }

  @Override
  protected boolean read(RpcExchange exchange, RpcCall call) {
    readArguments(exchange, call);
    ReadOnlyCall.run(
        exchange.caller(),
        call.procedure,
        answer -> {
          Workspace workspace = exchange.lane().workspace();
          workspace.out.reset();
          if (answer.problem() == null && call.procedure.results().size() == 0) {
            workspace.out.writeNull();
          } else if (answer.problem() == null) {
            workspace.out.writeRaw(answer.json(), 0, answer.json().length);
          }
          exchange.readComplete(call, answer.problem());
        });
    return false;
  }
}
