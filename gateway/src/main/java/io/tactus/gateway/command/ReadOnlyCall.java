package io.tactus.gateway.command;

import io.tactus.gateway.http.MediaTypes;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Caller;
import io.tactus.gateway.lane.Workspace;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.TupleReader;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.storage.page.Version;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs a read-only procedure on a query worker: nobody but its own budget bounds how much it reads,
 * so it has no business on an IO thread.
 *
 * <p>Threading: asked and answered on the IO thread of the request; runs on a worker.
 */
public final class ReadOnlyCall {

  private ReadOnlyCall() {}

  /** Answers a request with the result; the arguments are in the lane's workspace. */
  public static void answer(Request request, ProcedureDefinition procedure) {
    run(
        request,
        procedure,
        answer -> {
          if (answer.problem() != null) {
            request.refuse(answer.problem());
          } else if (procedure.results().size() == 0) {
            request.response().empty(204);
          } else {
            request.response().bytes(200, MediaTypes.JSON, answer.json(), answer.json().length);
          }
        });
  }

  /**
   * Runs the call and hands its answer over on the caller's IO thread.
   *
   * @throws io.tactus.gateway.problem.Refusal if the workers' queue is full
   */
  public static void run(
      Caller caller, ProcedureDefinition procedure, Consumer<WorkerRead.Answer<Integer>> then) {
    TupleReader arguments = caller.lane().workspace().tuple;
    byte[] copy = new byte[arguments.length()];
    arguments.buffer().getBytes(arguments.offset(), copy);
    Engine engine = caller.lane().engine();
    long callerId = caller.principal().caller();
    WorkerRead.submit(
        caller,
        (workspace, version) -> call(engine, callerId, procedure, copy, workspace, version),
        then);
  }

  /** Runs and renders; returns the bytes the results took. */
  private static int call(
      Engine engine,
      long caller,
      ProcedureDefinition procedure,
      byte[] argumentBytes,
      Workspace workspace,
      Version version) {
    TupleReader arguments =
        new TupleReader()
            .wrap(procedure.parameters(), new UnsafeBuffer(argumentBytes), 0, argumentBytes.length);
    int room = Math.min(procedure.results().maxBytes(), engine.config().resultLimitBytes());
    workspace.argumentBytes.checkLimit(room);
    TupleWriter results =
        workspace.arguments.wrap(procedure.results(), workspace.argumentBytes, 0, room);
    engine.procedures().runReadOnly(procedure.name(), version, caller, arguments, results);
    int length = results.finish();
    workspace.tuple.wrap(procedure.results(), workspace.argumentBytes, 0, length);
    workspace.out.reset();
    TupleJson.write(workspace.out, workspace.tuple);
    return length;
  }
}
