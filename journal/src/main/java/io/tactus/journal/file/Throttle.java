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
   * Keeps the mean rate since it was made at or below a limit.
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
    long start = System.nanoTime();
    long[] total = new long[1];
    return bytes -> {
      total[0] += bytes;
      long dueNs = start + (long) (total[0] * 1e9 / limitBytesPerSecond);
      for (long leftNs = dueNs - System.nanoTime();
          leftNs > 0 && !isOver.getAsBoolean();
          leftNs = dueNs - System.nanoTime()) {
        LockSupport.parkNanos(Math.min(leftNs, LONGEST_PARK_NS));
      }
    };
  }
}
