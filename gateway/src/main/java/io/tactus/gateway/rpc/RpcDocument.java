package io.tactus.gateway.rpc;

import io.tactus.gateway.access.AccessControl;
import io.tactus.gateway.json.JsonElements;
import io.tactus.gateway.json.JsonOffsets;
import io.tactus.pipeline.procedure.ProcedureDefinition;

/** Takes a document of calls apart. Threading: stateless. */
public final class RpcDocument {

  /** Most calls of a batch. */
  public static final int MAX_CALLS = 1000;

  private RpcDocument() {}

  /**
   * Runs the calls of a document behind those that came before it; {@link RpcPeer#answer} follows,
   * perhaps before this returns.
   *
   * @param document stays as it is until the answer
   */
  public static void run(RpcPeer peer, RpcOrder order, byte[] document, int length) {
    if (!peer.lane().workspace().strictJson.isValid(document, 0, length)) {
      refuse(peer, order, document, RpcError.PARSE_ERROR);
      return;
    }
    int offset = JsonOffsets.skipSpace(document, 0);
    if (document[offset] != '[') {
      RpcCall[] calls = {call(peer, document, 0, offset)};
      order.add(new RpcExchange(peer, order, document, calls, false));
      return;
    }
    int count = JsonElements.count(document, offset);
    if (count == 0 || count > MAX_CALLS) {
      refuse(
          peer,
          order,
          document,
          count == 0
              ? RpcError.INVALID_REQUEST
              : new RpcError(-32600, "A batch holds at most " + MAX_CALLS + " calls", null));
      return;
    }
    // The document itself has been counted: what else is in it counts too.
    long waitNs = peer.principal().spend(count - 1, System.nanoTime());
    if (waitNs > 0) {
      refuse(peer, order, document, RpcError.of(AccessControl.tooMany(waitNs)));
      return;
    }
    RpcCall[] calls = new RpcCall[count];
    JsonElements elements = new JsonElements().wrap(document, offset);
    for (int i = 0; elements.next(); i++) {
      calls[i] = call(peer, document, i, elements.valueOffset());
    }
    order.add(new RpcExchange(peer, order, document, calls, true));
  }

  private static RpcCall call(RpcPeer peer, byte[] document, int element, int offset) {
    RpcCall call = new RpcCall(element);
    call.read(document, offset);
    if (call.valid) {
      call.method = BuiltInMethods.find(call.name);
      call.dryRun =
          call.method instanceof BatchMethod && BatchMethod.isDryRun(document, call.params);
      if (call.method == null) {
        call.method = peer.ownMethod(call.name);
      }
      if (call.method == null) {
        ProcedureDefinition procedure = peer.lane().engine().procedures().find(call.name);
        if (procedure != null) {
          call.procedure = procedure;
          call.method = ProcedureMethod.INSTANCE;
        } else if (!peer.principal().mayCall(call.name, true)) {
          call.method = ForbiddenMethod.INSTANCE;
        }
      }
    }
    return call;
  }

  /** Refuses the whole document: one error without an id. */
  private static void refuse(RpcPeer peer, RpcOrder order, byte[] document, RpcError error) {
    RpcCall nobody = new RpcCall(0);
    nobody.refusal = error;
    order.add(new RpcExchange(peer, order, document, new RpcCall[] {nobody}, false));
  }
}
