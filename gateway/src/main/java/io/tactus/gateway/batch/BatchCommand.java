package io.tactus.gateway.batch;

import io.tactus.gateway.command.RequestDocument;
import io.tactus.gateway.command.SingleCommand;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Reply;
import io.tactus.gateway.problem.Problem;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.storage.Rejection;
import io.tactus.storage.catalog.Catalog;
import java.util.List;

/** {@code POST /batch}. Threading: the IO thread of its request. */
public final class BatchCommand extends SingleCommand {

  private final int body;
  private final boolean dryRun;
  private List<ProcedureDefinition> calls = List.of();

  private BatchCommand(Request request) {
    super(request);
    body = RequestDocument.object(request);
    dryRun = BatchEncoder.isDryRun(request.body(), body);
  }

  /** Handles the request. */
  public static void handle(Request request) {
    new BatchCommand(request).start();
  }

  @Override
  protected Problem submit(Catalog catalog) {
    BatchEncoder batch = new BatchEncoder(request.principal(), lane, catalog, request.body());
    batch.encode(body);
    calls = batch.calls();
    return submitOperations(catalog);
  }

  @Override
  protected boolean isDryRun() {
    return dryRun;
  }

  @Override
  protected Problem problem(Rejection rejection) {
    return Problem.of(rejection);
  }

  @Override
  protected void applied(Reply reply) {
    if (reply.isReplayed()) {
      calls =
          new BatchEncoder(request.principal(), lane, catalog(), request.body())
              .forReplay(body)
              .calls();
    }
    lane.workspace().out.reset();
    BatchReply.write(lane, catalog(), reply, calls, dryRun);
    request.response().json(200, lane.workspace().out);
  }
}
