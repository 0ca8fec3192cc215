package io.tactus.gateway;

import io.tactus.pipeline.Engine;
import io.tactus.pipeline.ProgressListener;

/** Opens the engine: recovers and starts it. Called once, on a thread of its own. */
@FunctionalInterface
public interface EngineSupplier {

  /**
   * Opens the engine.
   *
   * @param progress told how far recovery is; the readiness check shows it
   */
  Engine open(ProgressListener progress);
}
