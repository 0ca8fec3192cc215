package io.tactus.pipeline;

/** What consumes the ring. Threading: any thread. */
interface Consumers extends AutoCloseable {
  void start();

  /** Whether commands are still being consumed. */
  boolean isAlive();

  /** Gives the stages a moment; stepped ones run. */
  void pause();

  /** Stops after the batch under way. */
  @Override
  void close();
}
