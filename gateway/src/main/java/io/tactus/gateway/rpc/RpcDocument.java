package io.tactus.gateway.rpc;

import io.tactus.gateway.access.AccessControl;
import io.tactus.gateway.command.IdempotencyKeys;
import io.tactus.gateway.json.JsonElements;
import io.tactus.gateway.json.JsonOffsets;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.Refusal;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.storage.Rejection;

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
   * @return how many calls it holds
   */
  public static int run(RpcPeer peer, RpcOrder order, byte[] document, int length) {
    if (!peer.lane().workspace().strictJson.isValid(document, 0, length)) {
      return refuse(peer, order, document, RpcError.PARSE_ERROR);
    }
    int offset = JsonOffsets.skipSpace(document, 0);
    if (document[offset] != '[') {
      RpcCall[] calls = {call(peer, document, 0, offset)};
      RpcError tooMany = spend(peer, 1);
      calls[0].refusal = tooMany == null ? calls[0].refusal : tooMany;
      order.add(new RpcExchange(peer, order, document, calls, false));
      return 1;
    }
    int count = JsonElements.count(document, offset);
    if (count == 0 || count > MAX_CALLS) {
      return refuse(
          peer,
          order,
          document,
          count == 0
              ? RpcError.INVALID_REQUEST
              : new RpcError(-32600, "A batch holds at most " + MAX_CALLS + " calls", null));
    }
    RpcError tooMany = spend(peer, count);
    if (tooMany != null) {
      return refuse(peer, order, document, tooMany);
    }
    RpcCall[] calls = new RpcCall[count];
    JsonElements elements = new JsonElements().wrap(document, offset);
    for (int i = 0; elements.next(); i++) {
      calls[i] = call(peer, document, i, elements.valueOffset());
    }
    order.add(new RpcExchange(peer, order, document, calls, true));
    return count;
  }

  /** Counts calls against the caller's rate; returns why they are refused, or null. */
  private static RpcError spend(RpcPeer peer, int calls) {
    long waitNs = peer.principal().spend(calls - peer.callsCounted(), System.nanoTime());
    return waitNs > 0 ? RpcError.of(AccessControl.tooMany(waitNs)) : null;
  }

  private static RpcCall call(RpcPeer peer, byte[] document, int element, int offset) {
    RpcCall call = new RpcCall(element);
    call.read(document, offset);
    if (call.valid) {
      takeKey(peer, document, call);
      call.method = BuiltInMethods.find(call.name);
      try {
        call.dryRun =
            call.method instanceof BatchMethod && BatchMethod.isDryRun(document, call.params);
      } catch (Rejection repeatedName) {
        call.refusal = RpcError.of(Problem.of(repeatedName));
      }
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

  /** A key of the call's own counts instead of one of its document, whichever way it came. */
  private static void takeKey(RpcPeer peer, byte[] document, RpcCall call) {
    if (call.keyText == null) {
      return;
    }
    try {
      int end = call.params < 0 ? 0 : JsonOffsets.skipValue(document, call.params);
      call.key =
          IdempotencyKeys.ofCall(
              peer.principal().caller(),
              call.keyText,
              call.name,
              document,
              Math.max(0, call.params),
              end);
      call.hasOwnKey = true;
    } catch (Refusal e) {
      call.refusal = RpcError.of(e.problem());
    }
  }

  /** Refuses the whole document: one error without an id. */
  private static int refuse(RpcPeer peer, RpcOrder order, byte[] document, RpcError error) {
    RpcCall nobody = new RpcCall(0);
    nobody.refusal = error;
    order.add(new RpcExchange(peer, order, document, new RpcCall[] {nobody}, false));
    return 1;
  }
}
