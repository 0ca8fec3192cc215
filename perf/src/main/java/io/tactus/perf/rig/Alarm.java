package io.tactus.perf.rig;

import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes a selector at a time, more exactly than its own timeout can.
 *
 * <p>Threading: {@link #set} and {@link #close} by the selector's thread; waits on a thread of its
 * own.
 */
final class Alarm implements AutoCloseable {
  private static final long UNSET = Long.MAX_VALUE;

  private final Selector selector;
  private final Thread thread;
  private volatile long dueNs = UNSET;
  private volatile boolean closed;

  Alarm(Selector selector) {
    this.selector = selector;
    thread = Thread.ofPlatform().name("rig-alarm").daemon().start(this::run);
  }

  /**
   * Wakes the selector at this time, or at once if it has passed. Replaces the time set before.
   *
   * @param timeNs of {@link System#nanoTime}
   */
  void set(long timeNs) {
    long before = dueNs;
    if (timeNs != before) {
      dueNs = timeNs;
      if (timeNs < before) {
        LockSupport.unpark(thread);
      }
    }
  }

  private void run() {
    while (!closed) {
      long timeNs = dueNs;
      if (timeNs == UNSET) {
        LockSupport.park(this);
        continue;
      }
      long leftNs = timeNs - System.nanoTime();
      if (leftNs > 0) {
        LockSupport.parkNanos(this, leftNs);
      } else {
        // A time set just now may be lost with it; the wake-up makes its setter set it again.
        dueNs = UNSET;
        selector.wakeup();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
