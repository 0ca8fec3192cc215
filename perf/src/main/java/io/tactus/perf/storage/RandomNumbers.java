package io.tactus.perf.storage;

/** Random numbers that are the same on every run. Threading: one. */
final class RandomNumbers {
  private long state = 88172645463325252L;

  /** The next number, from 0 to below 2^47. */
  long next() {
    state = state * 6364136223846793005L + 1442695040888963407L;
    return state >>> 17;
  }

  /** The next number from 0 to below a bound. */
  long below(long bound) {
    return next() % bound;
  }
}
