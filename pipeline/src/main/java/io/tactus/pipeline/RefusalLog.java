package io.tactus.pipeline;

import io.tactus.storage.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what ticks had refused, because nobody waits for a reply; one that repeats is logged ever
 * more rarely. Threading: applying thread.
 */
final class RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
  private long refusals;

  void onRefused(long sequence, String what, Rejection rejection) {
    refusals++;
    if (Long.bitCount(refusals) == 1) {
      LOG.warn(
          "{} was undone at sequence {}: {} ({}); {} refusals on ticks so far",
          what,
          sequence,
          rejection.getMessage(),
          rejection.name(),
          refusals);
    }
  }
}
