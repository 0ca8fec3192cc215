package io.tactus.pipeline.runtime;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;

/** What game code threw, as a refusal. Threading: any thread. */
public final class ThrownByGameCode {
  private ThrownByGameCode() {}

  /**
   * Returns the refusal that tells of it: that of the budget if that was used up, whatever the game
   * code made of being told so; its own if it refused; otherwise that it failed, with what it threw
   * as the cause.
   *
   * @param name the procedure or the tick handler
   */
  public static Rejection asRejection(String name, WorkMeter meter, Throwable thrown) {
    if (thrown instanceof WorkExhausted || meter.isExhausted()) {
      return exhausted(name);
    }
    if (thrown instanceof Rejection rejection) {
      return rejection;
    }
    return new Rejection(RejectionCode.PROCEDURE_FAILED, name + " failed: " + thrown)
        .withCause(thrown);
  }

  /**
   * Refuses what used its budget up, even if it then returned as if nothing had happened.
   *
   * @throws Rejection WORK_BUDGET
   */
  public static void expectNotExhausted(String name, WorkMeter meter) {
    if (meter.isExhausted()) {
      throw exhausted(name);
    }
  }

  private static Rejection exhausted(String name) {
    return new Rejection(RejectionCode.WORK_BUDGET, name + " used up its work budget");
  }
}
