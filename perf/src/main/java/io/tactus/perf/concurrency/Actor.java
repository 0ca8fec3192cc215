package io.tactus.perf.concurrency;

/** One who does something again and again, on a thread of its own. */
@FunctionalInterface
interface Actor {
  void act();
}
