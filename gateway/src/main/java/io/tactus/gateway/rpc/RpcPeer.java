package io.tactus.gateway.rpc;

import io.tactus.gateway.lane.Caller;

/**
 * Where documents of calls come from and where their replies go: one HTTP request, or a connection
 * that carries many. Threading: its IO thread, as {@link Caller} says.
 */
public interface RpcPeer extends Caller {

  /** Counts memory in which replies are gathered; given back once they are sent. */
  void hold(int bytes);

  /** Returns a method that only this kind of peer has, or null. */
  RpcMethod ownMethod(String name);

  /** All calls of a document are done: its replies can be sent. */
  void answer(RpcExchange exchange);

  /** An exchange failed in a way that leaves a call without its reply. */
  void defect(RuntimeException cause);
}
