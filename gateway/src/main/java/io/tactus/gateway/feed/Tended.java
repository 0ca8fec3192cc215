package io.tactus.gateway.feed;

import io.tactus.gateway.problem.Problem;

/** A connection that stays open and is looked after. Threading: its IO thread. */
public interface Tended {

  /** Looks after silence and sockets that are stuck; several times a second. */
  void sweep(long nowNs);

  /** Ends it: the reason is the last thing it is told. */
  void end(Problem reason);
}
