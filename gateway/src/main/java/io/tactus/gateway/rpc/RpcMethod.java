package io.tactus.gateway.rpc;

import io.tactus.gateway.lane.Reply;

/**
 * A method as JSON-RPC callers know it: a write goes through the engine, a read does not. Problems
 * are thrown as refusals or rejections. Threading: the IO thread; stateless.
 */
public abstract class RpcMethod {

  /** Whether the call is a command. */
  protected abstract boolean writes(RpcCall call);

  /** Encodes a write into the lane's encoder, against the call's catalog. */
  void encode(RpcExchange exchange, RpcCall call) {
    throw new IllegalStateException(call.name + " does not write");
  }

  /** Appends the result of an applied write to the workspace's writer. */
  void render(RpcExchange exchange, RpcCall call, Reply reply) {
    throw new IllegalStateException(call.name + " does not write");
  }

  /**
   * Appends the result of a read to the workspace's writer, or hands it to a worker that completes
   * the call later.
   *
   * @return whether the result is there
   */
  protected boolean read(RpcExchange exchange, RpcCall call) {
    throw new IllegalStateException(call.name + " does not read");
  }
}
