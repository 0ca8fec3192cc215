package io.tactus.gateway.rest;

import io.tactus.gateway.command.ArgumentReader;
import io.tactus.gateway.command.Procedures;
import io.tactus.gateway.command.ReadOnlyCall;
import io.tactus.gateway.command.ReplyRows;
import io.tactus.gateway.command.RequestDocument;
import io.tactus.gateway.command.SingleCommand;
import io.tactus.gateway.command.TupleJson;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Reply;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.storage.catalog.Catalog;

/**
 * {@code POST /rest/v1/rpc/{procedure}}, and GET for read-only ones. Without results the reply is
 * 204.
 *
 * <p>Threading: the IO thread of its request.
 */
public final class ProcedureRoute extends SingleCommand {

  private final ProcedureDefinition procedure;
  private final int body;

  private ProcedureRoute(Request request, ProcedureDefinition procedure, int body) {
    super(request);
    this.procedure = procedure;
    this.body = body;
  }

  /** Handles POST: arguments as an object in the body. */
  public static void post(Request request) {
    ProcedureDefinition procedure =
        Procedures.callable(
            request.principal(), request.lane().engine(), request.parameter("procedure"));
    int body = request.bodyLength() == 0 ? -1 : RequestDocument.object(request);
    if (procedure.readOnly()) {
      ArgumentReader.read(request.lane().workspace(), procedure, request.body(), body);
      ReadOnlyCall.answer(request, procedure);
      return;
    }
    new ProcedureRoute(request, procedure, body).start();
  }

  /** Handles GET: arguments as query parameters. */
  public static void get(Request request) {
    ProcedureDefinition procedure =
        Procedures.callable(
            request.principal(), request.lane().engine(), request.parameter("procedure"));
    if (!procedure.readOnly()) {
      request.response().header("Allow", "POST, OPTIONS");
      throw ProblemType.METHOD_NOT_ALLOWED.refuse("The procedure writes: call it with POST.");
    }
    ArgumentReader.read(request.lane().workspace(), procedure, request.query());
    ReadOnlyCall.answer(request, procedure);
  }

  @Override
  protected Problem submit(Catalog catalog) {
    Workspace workspace = lane.workspace();
    ArgumentReader.read(workspace, procedure, request.body(), body);
    OperationsEncoder encoder = lane.encoder().begin();
    encoder.call(procedure, workspace.tuple, lane.engine().config().resultLimitBytes());
    return submitOperations(catalog);
  }

  @Override
  protected void applied(Reply reply) {
    ReplyDecoder results = reply.results();
    if (procedure.results().size() == 0 || results.resultsOmitted() || !results.next()) {
      request.response().empty(204);
      return;
    }
    Workspace workspace = lane.workspace();
    workspace.out.reset();
    TupleJson.write(workspace.out, ReplyRows.tuple(workspace, results, procedure));
    request.response().json(200, workspace.out);
  }
}
