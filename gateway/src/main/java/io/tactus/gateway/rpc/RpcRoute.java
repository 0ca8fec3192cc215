package io.tactus.gateway.rpc;

import io.tactus.gateway.access.Principal;
import io.tactus.gateway.command.IdempotencyKeys;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.http.RequestObserver;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.Workspace;
import io.tactus.pipeline.command.RequestKey;

/** {@code POST /rpc}. Threading: the IO thread of the request. */
public final class RpcRoute {

  private RpcRoute() {}

  /** Handles the request. */
  public static void handle(Request request) {
    IdempotencyKeys keys = IdempotencyKeys.of(request);
    RpcDocument.run(
        new RequestPeer(request, keys), new RpcOrder(), request.body(), request.bodyLength());
  }

  /** A request as the peer of its calls. */
  private record RequestPeer(Request request, IdempotencyKeys keys) implements RpcPeer {

    @Override
    public Lane lane() {
      return request.lane();
    }

    @Override
    public Principal principal() {
      return request.principal();
    }

    @Override
    public boolean isMemorySpent() {
      return request.isMemorySpent();
    }

    @Override
    public void onIoThread(Runnable task) {
      request.onIoThread(task);
    }

    @Override
    public void handle(Runnable part) {
      request.handle(part);
    }

    @Override
    public void hold(int bytes) {
      request.response().hold(bytes);
    }

    @Override
    public int callsCounted() {
      return 1; // the request
    }

    @Override
    public RpcMethod ownMethod(String name) {
      return null;
    }

    @Override
    public RequestKey keyOf(int element) {
      return keys == null ? null : keys.of(element);
    }

    @Override
    public long journalId() {
      return request.journalId();
    }

    @Override
    public RequestObserver observer() {
      return request.observer();
    }

    @Override
    public void answer(RpcExchange exchange) {
      if (exchange.isReplay()) {
        request.response().header("Idempotency-Replayed", "true");
      }
      if (exchange.lastSequence() > 0) {
        request.response().at(exchange.lastSequence(), exchange.lastTick());
      }
      Workspace workspace = request.lane().workspace();
      workspace.out.reset();
      if (exchange.writeReplies(workspace.out)) {
        request.response().json(200, workspace.out);
      } else {
        request.response().empty(204);
      }
    }

    @Override
    public void defect(RuntimeException cause) {
      request.defect(cause);
    }
  }
}
