package io.tactus.pipeline.tick;

import io.tactus.storage.thread.ThreadJoin;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that polls a {@link TickClock}. Parks until the next beat, and is woken when the TICK
 * it waits for was applied.
 */
public final class TickThread implements AutoCloseable {
  /** Parking is late by scheduling; the last stretch is not spun, beats are allowed some jitter. */
  private static final long MAX_PARK_NS = 50_000_000;

  private final TickClock clock;
  private final BeatTime time;
  private final Thread thread;
  private volatile boolean stopped;

  public TickThread(TickClock clock, BeatTime time, Thread.UncaughtExceptionHandler onError) {
    this.clock = clock;
    this.time = time;
    this.thread = new Thread(this::run, "tactus-tick");
    this.thread.setDaemon(true);
    this.thread.setUncaughtExceptionHandler(onError);
  }

  public void start() {
    thread.start();
  }

  /** Has the clock look again soon. Any thread. */
  public void wake() {
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!stopped) {
      long waitNs = clock.poll(time.nowNs());
      if (waitNs > 0) {
        LockSupport.parkNanos(this, Math.min(waitNs, MAX_PARK_NS));
      }
    }
  }

  /** Stops the beat and waits for the thread to end. */
  @Override
  public void close() {
    stopped = true;
    wake();
    ThreadJoin.await(List.of(thread));
  }
}
