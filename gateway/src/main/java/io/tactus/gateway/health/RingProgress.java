package io.tactus.gateway.health;

import io.tactus.pipeline.EngineStatistics;

/**
 * Notices when commands in the ring are not dealt with: a procedure that hangs, a thread that has
 * ended, a wake-up that was lost. Threading: whoever holds the watch's lock.
 */
final class RingProgress {

  private long position = -1;
  private long sinceNs;

  /** Looks again; returns for how long nothing has moved though something waits, 0 if it moves. */
  long standstillNs(EngineStatistics figures, long nowNs) {
    long seen = figures.consumedPosition();
    if (seen != position || figures.ringDepth() == 0) {
      position = seen;
      sinceNs = nowNs;
    }
    return nowNs - sinceNs;
  }
}
