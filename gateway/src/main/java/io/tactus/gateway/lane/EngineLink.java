package io.tactus.gateway.lane;

import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.RecoveryProgress;

/**
 * Where the IO threads find the engine once it has recovered, and learn that the server closes.
 *
 * <p>Threading: any thread; one thread calls the setters.
 */
public final class EngineLink {

  private static final Problem RECOVERING =
      Problem.of(ProblemType.RECOVERING, "The server replays its journal; try again soon.");
  private static final Problem SHUTTING_DOWN =
      Problem.of(ProblemType.SHUTTING_DOWN, "The server is closing.");

  private volatile Engine engine;
  private volatile boolean closing;
  private final RecoveryProgress progress = new RecoveryProgress(System::nanoTime);

  /** Returns the engine, or null while it recovers. */
  public Engine engine() {
    return engine;
  }

  /** Lets requests through to the engine. */
  public void serve(Engine recovered) {
    engine = recovered;
  }

  /** Refuses every further request. */
  public void startClosing() {
    closing = true;
  }

  /** Returns whether the server refuses new requests because it closes. */
  public boolean isClosing() {
    return closing;
  }

  /** Returns how far recovery is, for the readiness check; whoever recovers tells it. */
  public RecoveryProgress progress() {
    return progress;
  }

  /** Returns why requests cannot be served now, or null. */
  public Problem unavailable() {
    if (closing) {
      return SHUTTING_DOWN;
    }
    return engine == null ? RECOVERING : null;
  }
}
