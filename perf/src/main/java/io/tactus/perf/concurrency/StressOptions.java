package io.tactus.perf.concurrency;

import java.time.Duration;

/**
 * How long and how hard.
 *
 * @param seed who does what; the order in which it happens is the machine's
 * @param sabotage a fault to play in, to see that it is found
 */
record StressOptions(Duration length, int writers, int observers, long seed, Sabotage sabotage) {

  /** A fault that one of the writers plays in on purpose. */
  enum Sabotage {
    /** None: whatever is found is the server's fault. */
    NONE,
    /** Gold is moved by two requests in turn, as if a batch were applied in two halves. */
    HALVES,
    /** A player is renamed to a name outside the game, as if its index entry were lost. */
    NAMES
  }
}
