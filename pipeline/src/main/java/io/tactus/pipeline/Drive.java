package io.tactus.pipeline;

/** Who runs the stages and the beat. */
enum Drive {
  /** Threads of the engine's own. */
  THREADS,
  /** The caller, step by step. */
  STEPPED
}
