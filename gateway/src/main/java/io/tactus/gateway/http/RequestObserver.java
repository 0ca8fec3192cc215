package io.tactus.gateway.http;

import io.tactus.gateway.problem.Problem;

/** Sees what one IO thread answers; for statistics. Threading: that IO thread. */
@FunctionalInterface
public interface RequestObserver {

  /**
   * A reply with this status was handed to the socket, this long after its headers were read.
   *
   * @param route what it came by; null if there is no such path or method
   */
  void answered(Route route, int status, long elapsedNs);

  /** A message of a WebSocket, with one call or a batch of them, was answered. */
  default void called(long elapsedNs) {}

  /** A request, or a call of JSON-RPC, was refused. */
  default void refused(Problem problem) {}
}
