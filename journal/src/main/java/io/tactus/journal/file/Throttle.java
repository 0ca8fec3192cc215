package io.tactus.journal.file;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Slows a background writer or reader down so that it leaves the disk to the journal. */
@FunctionalInterface
public interface Throttle {
  /** How long a throttle may take to notice that it is over. */
  long LONGEST_PARK_NS = 20_000_000;

  /** No limit. */
  Throttle NONE = bytes -> {};

  /** Called after so many more bytes were written or read; returns when the next may be. */
  void passed(long bytes);

  /**
   * Keeps the rate at or below a limit. Time lost to a disk that was slow is made up for only as
   * far as {@value #LONGEST_PARK_NS} ns go: a burst would meet whoever waited for that disk as
   * well.
   *
   * @param limitBytesPerSecond 0 for no limit
   * @param isOver ends the waiting within {@value #LONGEST_PARK_NS} ns: whoever waits is wanted
   *     elsewhere
   */
  static Throttle of(long limitBytesPerSecond, BooleanSupplier isOver) {
    if (limitBytesPerSecond < 0) {
      throw new IllegalArgumentException("bytes per second: " + limitBytesPerSecond);
    }
    if (limitBytesPerSecond == 0) {
      return NONE;
    }
    long[] dueNs = {System.nanoTime()};
    return bytes -> {
      long earliestNs = System.nanoTime() - LONGEST_PARK_NS;
      if (dueNs[0] - earliestNs < 0) {
        dueNs[0] = earliestNs;
      }
      dueNs[0] += (long) (bytes * 1e9 / limitBytesPerSecond);
      for (long leftNs = dueNs[0] - System.nanoTime();
          leftNs > 0 && !isOver.getAsBoolean();
          leftNs = dueNs[0] - System.nanoTime()) {
        LockSupport.parkNanos(Math.min(leftNs, LONGEST_PARK_NS));
      }
    };
  }
}
