package io.tactus.pipeline.runtime;

/**
 * Stops game code whose steps are used up. An {@link Error}, so that a plug-in's {@code catch
 * (RuntimeException e)} does not swallow it; the server turns it into a rejection.
 */
public final class WorkExhausted extends Error {
  private static final long serialVersionUID = 1L;

  WorkExhausted() {
    super("the work budget is used up", null, false, false);
  }
}
