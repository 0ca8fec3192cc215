package io.tactus.gateway.http;

/** Sees every answered request of one IO thread; for statistics. Threading: that IO thread. */
@FunctionalInterface
public interface RequestObserver {

  /** A reply with this status was handed to the socket, this long after its headers were read. */
  void answered(Route route, int status, long elapsedNs);
}
