package io.tactus.pipeline.procedure;

/** Runs on the beat; see {@link Registry#onTick}. */
@FunctionalInterface
public interface TickHandler {
  /** Runs once, as its own transaction, under the same rules as {@link Procedure#run}. */
  void onTick(Context context);
}
