package io.tactus.pipeline.apply;

import io.tactus.storage.Rejection;

/**
 * Is told of refusals that nobody else is told of, or not in full: what a tick ran and had refused,
 * because nobody waits for a reply, and procedures that failed, because their callers are not shown
 * what was thrown. Threading: the thread that applies.
 */
@FunctionalInterface
public interface RefusalListener {
  /** A listener that wants nothing. */
  RefusalListener NONE = (sequence, what, rejection) -> {};

  /**
   * Something is undone.
   *
   * @param what the tick handler or the procedure
   * @param rejection its cause is what game code threw, or null
   */
  void onRefused(long sequence, String what, Rejection rejection);
}
