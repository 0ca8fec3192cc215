package io.tactus.journal.snapshot;

import java.util.concurrent.locks.LockSupport;

/** Slows a background writer or reader down so that it leaves the disk to the journal. */
@FunctionalInterface
public interface Throttle {
  /** No limit. */
  Throttle NONE = bytes -> {};

  /** Called after so many more bytes were written or read; returns when the next may be. */
  void passed(long bytes);

  /** Keeps the mean rate since it was made at or below a limit. */
  static Throttle bytesPerSecond(long limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("bytes per second: " + limit);
    }
    long start = System.nanoTime();
    long[] total = new long[1];
    return bytes -> {
      total[0] += bytes;
      long dueNs = start + (long) (total[0] * 1e9 / limit);
      for (long leftNs = dueNs - System.nanoTime();
          leftNs > 0;
          leftNs = dueNs - System.nanoTime()) {
        LockSupport.parkNanos(leftNs);
      }
    };
  }
}
