package io.tactus.storage.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CountDownLatch;

/** What tests ask of the threads that help. Stateless. */
public final class HelperThreads {
  private HelperThreads() {}

  /** Returns how many there are. */
  public static long alive() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("tactus-parallel-") && thread.isAlive())
        .count();
  }

  /** Ends only if a second thread takes part. */
  static void assertHelped(ParallelWorkers workers) {
    CountDownLatch both = new CountDownLatch(2);
    workers.run(
        2,
        (range, work) -> {
          both.countDown();
          await(both);
        });
    assertEquals(0, both.getCount());
  }

  /** Waits as a range does it, which may throw no checked exception. */
  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
