package io.tactus.tools.drill;

import java.util.concurrent.TimeUnit;

/** Says what happens often at once, and then once a minute at most. Threading: any thread. */
final class Minute {
  private static final long LENGTH_NS = TimeUnit.MINUTES.toNanos(1);

  private long beganNs;
  private boolean hasBegun;

  /** Whether a minute begins now: at the first call, and whenever the one before is over. */
  synchronized boolean isNew(long nowNs) {
    boolean begins = !hasBegun || nowNs - beganNs >= LENGTH_NS;
    if (begins) {
      hasBegun = true;
      beganNs = nowNs;
    }
    return begins;
  }
}
