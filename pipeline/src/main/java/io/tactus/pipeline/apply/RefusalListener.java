package io.tactus.pipeline.apply;

import io.tactus.storage.Rejection;

/** Is told what a tick ran and had refused. Threading: applying thread. */
@FunctionalInterface
public interface RefusalListener {
  /** A listener that wants nothing. */
  RefusalListener NONE = (sequence, what, rejection) -> {};

  /**
   * Something that ran on a tick was undone.
   *
   * @param what the tick handler or the scheduled procedure
   */
  void onRefused(long sequence, String what, Rejection rejection);
}
