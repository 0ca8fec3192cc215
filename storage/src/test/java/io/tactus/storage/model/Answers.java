package io.tactus.storage.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** Holds what a store answered against what it should have, and counts. Threading: one thread. */
final class Answers {
  /** What may come at any time while a limit is low. */
  private static final Set<RejectionCode> LIMITS =
      EnumSet.of(RejectionCode.WORK_BUDGET, RejectionCode.MEMORY_LIMIT);

  private boolean limited;
  private int accepted;
  private int refused;
  private int stopped;

  /** Says whether a limit is low. */
  void setLimited(boolean now) {
    limited = now;
  }

  /**
   * Does something.
   *
   * @param expected why it may be refused; empty: it must not be
   * @return whether it was stopped by a limit, and has done nothing then
   */
  boolean check(Set<RejectionCode> expected, Supplier<String> what, Runnable action) {
    RejectionCode actual = null;
    Rejection told = null;
    try {
      action.run();
    } catch (Rejection rejection) {
      actual = rejection.code();
      told = rejection;
    }
    if (limited && LIMITS.contains(actual)) {
      stopped++;
      return true;
    }
    boolean right = actual == null ? expected.isEmpty() : expected.contains(actual);
    Rejection shown = told;
    assertTrue(
        right,
        () -> what.get() + ": expected " + expected + ", was " + (shown == null ? "done" : shown));
    refused += actual == null ? 0 : 1;
    accepted += actual == null ? 1 : 0;
    return false;
  }

  int refused() {
    return refused;
  }

  int accepted() {
    return accepted;
  }

  int stopped() {
    return stopped;
  }
}
