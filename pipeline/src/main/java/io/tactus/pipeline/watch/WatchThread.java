package io.tactus.pipeline.watch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A daemon thread that looks, rests, and looks again until it is closed.
 *
 * <p>Threading: any thread starts and closes it, once each.
 */
public final class WatchThread implements AutoCloseable {
  private static final long CLOSE_MS = 2_000;

  private final Runnable look;
  private final Consumer<RuntimeException> defect;
  private final long everyNs;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Creates one that does not look yet.
   *
   * @param everyNs rest between two looks, in nanoseconds
   * @param defect told what a look threw; looking goes on, since a watch that has silently ended is
   *     worse than none
   */
  public WatchThread(String name, long everyNs, Runnable look, Consumer<RuntimeException> defect) {
    this.everyNs = everyNs;
    this.look = look;
    this.defect = defect;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** Looks again and again from now on. */
  public void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        look.run();
      } catch (RuntimeException e) {
        defect.accept(e);
      }
      LockSupport.parkNanos(this, everyNs);
    }
  }

  /** Ends the looking. Waits for a look under way, but not for one that hangs: two seconds. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      TimeUnit.MILLISECONDS.timedJoin(thread, CLOSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
