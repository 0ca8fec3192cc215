package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does, and fails if it has not after twenty seconds. Stateless. */
final class Waiting {
  private static final long LONGEST_SECONDS = 20;
  private static final long LOOK_EVERY_NS = 1_000_000;

  private Waiting() {}

  static void until(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "not within twenty seconds: " + what);
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
  }

  static void on(CountDownLatch latch) {
    try {
      assertTrue(latch.await(LONGEST_SECONDS, TimeUnit.SECONDS), "waited for in vain");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
