package io.tactus.gateway.lane;

import io.tactus.gateway.access.Principal;

/**
 * Whoever waits for a read that a worker does: one request, or a connection that carries many.
 *
 * <p>Threading: its IO thread, except {@link #onIoThread}: any thread.
 */
public interface Caller {

  /** Returns what its IO thread talks to the engine with. */
  Lane lane();

  /** Returns who it is, and what they may do. */
  Principal principal();

  /** Tells whether bodies and replies not yet taken fill this IO thread's memory. */
  boolean isMemorySpent();

  /** Runs a task on its IO thread; drops it if the port is closed. */
  void onIoThread(Runnable task);

  /** Runs a part of the handling; whatever it throws becomes an answer. */
  void handle(Runnable part);
}
