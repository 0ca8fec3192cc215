package io.tactus.pipeline.procedure;

/** A transactional function. Runs alone, to completion, on the thread that applies commands. */
@FunctionalInterface
public interface Procedure {
  /**
   * Runs once. Every change is undone if it throws a {@link RuntimeException}, rejects, exhausts
   * its work budget or returns too much; the caller then gets the refusal. An {@link Error} halts
   * the server.
   *
   * <p>Nothing handed in may be kept after the call.
   */
  void run(Context context, Arguments in, Results out);
}
