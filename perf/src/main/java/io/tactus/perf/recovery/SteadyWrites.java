package io.tactus.perf.recovery;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Small writes at a fixed rate. Latency counts from when a write was due, so a stall is charged to
 * every write that should have been sent in it. Threading: one thread.
 */
final class SteadyWrites {
  private static final long IDLE_NS = 50_000;

  private final FilledEngine filled;
  private final long rows;
  private final double perSecond;
  private long next;

  SteadyWrites(FilledEngine filled, long rows, double perSecond) {
    this.filled = filled;
    this.rows = rows;
    this.perSecond = perSecond;
  }

  /** How many are due. */
  double perSecond() {
    return perSecond;
  }

  /** Writes until told to stop or for so many seconds. */
  Stretch run(BooleanSupplier stop, int seconds) {
    Stretch stretch = new Stretch();
    long begunNs = System.nanoTime();
    long endNs = begunNs + TimeUnit.SECONDS.toNanos(seconds);
    double gapNs = 1e9 / perSecond;
    long sent = 0;
    while (System.nanoTime() - endNs < 0 && !stop.getAsBoolean()) {
      long dueNs = begunNs + (long) (sent * gapNs);
      if (System.nanoTime() - dueNs >= 0) {
        filled.encodeUpdate(next++ * 7919 % rows);
        if (filled.trySend(dueNs)) {
          sent++;
          if ((sent & 15) != 0) {
            continue;
          }
        }
      }
      if (drain(stretch) == 0) {
        // The rig is not to keep the core that the server's other threads need.
        LockSupport.parkNanos(IDLE_NS);
      }
    }
    while (filled.isWaiting()) {
      drain(stretch);
    }
    return stretch;
  }

  private long drain(Stretch stretch) {
    return filled.drain(dueNs -> stretch.record(dueNs, System.nanoTime()));
  }
}
