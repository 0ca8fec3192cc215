package io.tactus.gateway.rpc;

import io.tactus.gateway.http.RequestObserver;
import io.tactus.gateway.lane.Caller;
import io.tactus.pipeline.command.RequestKey;

/**
 * Where documents of calls come from and where their replies go: one HTTP request, or a connection
 * that carries many. Threading: its IO thread, as {@link Caller} says.
 */
public interface RpcPeer extends Caller {

  /** Counts memory in which replies are gathered; given back once they are sent. */
  void hold(int bytes);

  /** Returns how many calls of a document have been counted against the caller's rate already. */
  int callsCounted();

  /** Returns a method that only this kind of peer has, or null. */
  RpcMethod ownMethod(String name);

  /**
   * Returns what makes a write be done only once, or null if it may be done again.
   *
   * @param element position of the call in its document
   */
  default RequestKey keyOf(int element) {
    return null;
  }

  /** Returns the number under which the journal has the commands that come from here. */
  long journalId();

  /** Returns who counts refused calls. */
  RequestObserver observer();

  /** All calls of a document are done: its replies can be sent. */
  void answer(RpcExchange exchange);

  /** An exchange failed in a way that leaves a call without its reply. */
  void defect(RuntimeException cause);
}
