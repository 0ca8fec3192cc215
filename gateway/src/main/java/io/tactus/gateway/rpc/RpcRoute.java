package io.tactus.gateway.rpc;

import io.tactus.gateway.http.Request;
import io.tactus.gateway.json.JsonElements;
import io.tactus.gateway.json.JsonOffsets;
import io.tactus.gateway.lane.Workspace;
import io.tactus.pipeline.procedure.ProcedureDefinition;

/** {@code POST /rpc}. Threading: the IO thread of the request. */
public final class RpcRoute {

  /** Most calls of a batch. */
  static final int MAX_CALLS = 1000;

  private RpcRoute() {}

  /** Handles the request. */
  public static void handle(Request request) {
    Workspace workspace = request.lane().workspace();
    if (!workspace.strictJson.isValid(request.body(), 0, request.bodyLength())) {
      refuse(request, RpcError.PARSE_ERROR);
      return;
    }
    byte[] document = request.body();
    int offset = JsonOffsets.skipSpace(document, 0);
    if (document[offset] != '[') {
      run(request, new RpcCall[] {call(request, 0, offset)}, false);
      return;
    }
    int count = JsonElements.count(document, offset);
    if (count == 0 || count > MAX_CALLS) {
      refuse(
          request,
          count == 0
              ? RpcError.INVALID_REQUEST
              : new RpcError(-32600, "A batch holds at most " + MAX_CALLS + " calls", null));
      return;
    }
    RpcCall[] calls = new RpcCall[count];
    JsonElements elements = new JsonElements().wrap(document, offset);
    for (int i = 0; elements.next(); i++) {
      calls[i] = call(request, i, elements.valueOffset());
    }
    run(request, calls, true);
  }

  private static void run(Request request, RpcCall[] calls, boolean batch) {
    new RpcExchange(request, calls, batch).advance();
  }

  private static RpcCall call(Request request, int element, int offset) {
    RpcCall call = new RpcCall(element);
    call.read(request.body(), offset);
    if (call.valid) {
      call.method = BuiltInMethods.find(call.name);
      if (call.method == null) {
        ProcedureDefinition procedure = request.lane().engine().procedures().find(call.name);
        if (procedure != null) {
          call.procedure = procedure;
          call.method = ProcedureMethod.INSTANCE;
        } else if (!request.principal().mayCall(call.name, true)) {
          call.method = ForbiddenMethod.INSTANCE;
        }
      }
    }
    return call;
  }

  /** Refuses the whole document: one error without an id. */
  private static void refuse(Request request, RpcError error) {
    Workspace workspace = request.lane().workspace();
    RpcReplies replies = new RpcReplies(request.body(), 1, request.response()::hold);
    replies.error(new RpcCall(0), error, workspace.problems);
    workspace.out.reset();
    replies.write(workspace.out, false);
    request.response().json(200, workspace.out);
  }
}
