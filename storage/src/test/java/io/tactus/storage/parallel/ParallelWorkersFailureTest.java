package io.tactus.storage.parallel;

import static io.tactus.storage.parallel.HelperThreads.assertHelped;
import static io.tactus.storage.parallel.HelperThreads.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What runs out, memory or threads, must neither keep a caller waiting nor be missed by it. */
@Timeout(60)
class ParallelWorkersFailureTest {
  private static final ThreadFactory THREADS = Thread.ofPlatform().daemon(true).factory();

  @Test
  void shouldThrowWhatAHelperThrewOutsideOfARangeAndBeHelpedAgain() {
    Error injected = new OutOfMemoryError("injected");
    CountDownLatch failing = new CountDownLatch(1);
    IntFunction<RangeWork> costs =
        lane -> {
          if (lane == 1 && failing.getCount() > 0) {
            failing.countDown();
            throw injected;
          }
          return new RangeWork(lane);
        };
    try (ParallelWorkers workers = new ParallelWorkers(1, THREADS, costs)) {
      Error thrown =
          assertThrows(
              OutOfMemoryError.class, () -> workers.run(2, (range, work) -> await(failing)));
      assertSame(injected, thrown);
      assertHelped(workers);
    }
  }

  @Test
  void shouldWaitForHelpersWhenTheCallerFailsOutsideOfARange() {
    Error injected = new OutOfMemoryError("injected");
    Thread caller = Thread.currentThread();
    CountDownLatch helped = new CountDownLatch(1);
    AtomicBoolean throwing = new AtomicBoolean();
    AtomicBoolean done = new AtomicBoolean();
    IntFunction<RangeWork> costs =
        lane -> {
          if (lane == 0) {
            await(helped);
            throwing.set(true);
            throw injected;
          }
          return new RangeWork(lane);
        };
    try (ParallelWorkers workers = new ParallelWorkers(1, THREADS, costs)) {
      Error thrown =
          assertThrows(
              OutOfMemoryError.class,
              () ->
                  workers.run(
                      2,
                      (range, work) -> {
                        helped.countDown();
                        while (!throwing.get() || caller.getState() != Thread.State.WAITING) {
                          Thread.onSpinWait();
                        }
                        done.set(true);
                      }));
      assertSame(injected, thrown);
      assertTrue(done.get(), "a helper was still at work");
    }
  }

  @Test
  void shouldGoOnAloneWhileNoThreadCanBeStarted() {
    AtomicInteger tries = new AtomicInteger();
    AtomicBoolean none = new AtomicBoolean(true);
    ThreadFactory limited =
        task -> {
          tries.incrementAndGet();
          return none.get() ? new Unstartable(task) : THREADS.newThread(task);
        };
    try (ParallelWorkers workers = new ParallelWorkers(1, limited, RangeWork::new)) {
      for (int job = 0; job <= ParallelWorkers.MISSED_UNTIL_NEXT_START; job++) {
        assertDoesAll(workers, 2);
      }
      assertEquals(1, tries.get(), "not tried for each job");
      none.set(false);
      assertHelped(workers);
      assertEquals(2, tries.get());
    }
  }

  @Test
  void shouldGoOnWithThoseThreadsThatCouldBeStarted() {
    AtomicInteger tries = new AtomicInteger();
    ThreadFactory limited =
        task -> tries.incrementAndGet() == 1 ? THREADS.newThread(task) : new Unstartable(task);
    try (ParallelWorkers workers = new ParallelWorkers(4, limited, RangeWork::new)) {
      assertDoesAll(workers, 100);
      assertHelped(workers);
      assertEquals(2, tries.get());
    }
  }

  @Test
  void shouldReplaceAThreadThatDied() throws InterruptedException {
    AtomicReference<Thread> first = new AtomicReference<>();
    ThreadFactory mortal =
        task -> {
          if (first.get() != null) {
            return THREADS.newThread(task);
          }
          first.set(THREADS.newThread(() -> {}));
          return first.get();
        };
    try (ParallelWorkers workers = new ParallelWorkers(1, mortal, RangeWork::new)) {
      assertDoesAll(workers, 2);
      first.get().join();
      assertHelped(workers);
    }
  }

  private static void assertDoesAll(ParallelWorkers workers, int ranges) {
    AtomicInteger done = new AtomicInteger();
    workers.run(ranges, (range, work) -> done.incrementAndGet());
    assertEquals(ranges, done.get());
  }

  /** A thread for which the system has no room. */
  private static final class Unstartable extends Thread {
    Unstartable(Runnable task) {
      super(task);
    }

    @Override
    public void start() {
      throw new OutOfMemoryError("unable to create native thread");
    }
  }
}
