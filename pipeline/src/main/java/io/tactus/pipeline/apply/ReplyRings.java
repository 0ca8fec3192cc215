package io.tactus.pipeline.apply;

import io.tactus.pipeline.ring.ReplyRing;
import java.util.Arrays;

/**
 * The reply rings of all submitters. Threading: {@link #add} any thread, the rest applying thread.
 */
public final class ReplyRings {
  private volatile ReplyRing[] rings = new ReplyRing[0];

  public synchronized void add(ReplyRing ring) {
    ReplyRing[] more = Arrays.copyOf(rings, rings.length + 1);
    more[rings.length] = ring;
    rings = more;
  }

  /** Shows all replies put so far, with at most one wake-up per ring. */
  void publish() {
    for (ReplyRing ring : rings) {
      if (ring.isTouched()) {
        ring.publish();
      }
    }
  }

  /**
   * Shows all replies put so far as {@link io.tactus.pipeline.Outcome#OUTCOME_UNKNOWN}: what they
   * tell of is never going to be published.
   */
  void publishUnknown() {
    for (ReplyRing ring : rings) {
      if (ring.isTouched()) {
        ring.forgetUnpublished();
        ring.publish();
      }
    }
  }
}
