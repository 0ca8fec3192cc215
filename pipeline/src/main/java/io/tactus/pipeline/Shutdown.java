package io.tactus.pipeline;

import io.tactus.pipeline.apply.TickProcessor;
import io.tactus.pipeline.ring.CommandRing;
import io.tactus.pipeline.ring.Control;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The end of an engine: everything admitted is answered before the threads stop. */
final class Shutdown {
  private static final long POLL_NS = 100_000;

  private Shutdown() {}

  /** Waits until the ring is empty and its last replies were handed out. */
  static void drain(CommandRing ring, TickProcessor processor, Consumers consumers) {
    do {
      CountDownLatch passed = new CountDownLatch(1);
      Control last =
          new Control() {
            @Override
            public void onApply() {
              processor.publish();
              passed.countDown();
            }
          };
      while (consumers.isAlive() && !ring.tryControl(last)) {
        LockSupport.parkNanos(POLL_NS);
      }
      await(passed, consumers);
    } while (consumers.isAlive() && ring.depth() > 1);
  }

  private static void await(CountDownLatch latch, Consumers consumers) {
    boolean interrupted = false;
    while (consumers.isAlive()) {
      try {
        if (latch.await(POLL_NS, TimeUnit.NANOSECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
