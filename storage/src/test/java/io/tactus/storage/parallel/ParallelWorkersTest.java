package io.tactus.storage.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ParallelWorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4})
  void shouldDoEveryRangeOnceInALaneOfItsOwn(int threads) {
    try (ParallelWorkers workers = new ParallelWorkers(threads)) {
      AtomicIntegerArray done = new AtomicIntegerArray(1000);
      AtomicIntegerArray inLane = new AtomicIntegerArray(workers.lanes());
      for (int round = 1; round <= 20; round++) {
        workers.run(
            1000,
            (range, work) -> {
              assertEquals(1, inLane.incrementAndGet(work.lane()));
              done.incrementAndGet(range);
              inLane.decrementAndGet(work.lane());
            });
        for (int i = 0; i < 1000; i++) {
          assertEquals(round, done.get(i));
        }
      }
    }
  }

  @Test
  void shouldShareTheWorkWithItsThreads() {
    try (ParallelWorkers workers = new ParallelWorkers(1)) {
      HelperThreads.assertHelped(workers);
    }
  }

  /** The same failures and limits must give the same outcome whoever comes first. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldEndAlikeWithAnyNumberOfThreads(long seed) {
    for (int round = 0; round < 40; round++) {
      Random random = new Random(seed * 1000 + round);
      int ranges = random.nextInt(200);
      long[] steps = random.longs(ranges, 0, 100).toArray();
      long[] bytes = random.longs(ranges, 0, 100).toArray();
      boolean[] fails = new boolean[ranges];
      for (int i = 0; i < random.nextInt(4) && ranges > 0; i++) {
        fails[random.nextInt(ranges)] = true;
      }
      long maxSteps = random.nextInt(15_000);
      long maxBytes = random.nextInt(15_000);
      List<String> outcomes = new ArrayList<>();
      for (int threads = 0; threads <= 4; threads++) {
        try (ParallelWorkers workers = new ParallelWorkers(threads)) {
          RangeOutcome outcome =
              workers.run(
                  ranges,
                  maxSteps,
                  maxBytes,
                  (range, work) -> {
                    work.steps(steps[range]);
                    work.bytes(bytes[range]);
                    if (fails[range]) {
                      throw new IllegalStateException("range " + range);
                    }
                  });
          outcomes.add(outcome.toString());
        }
      }
      for (String outcome : outcomes) {
        assertEquals(outcomes.get(0), outcome, "seed " + seed + " round " + round);
      }
    }
  }

  @Test
  void shouldThrowWhatTheLowestRangeThrew() {
    Error low = new AssertionError("low");
    try (ParallelWorkers workers = new ParallelWorkers(2)) {
      Error thrown =
          assertThrows(
              AssertionError.class,
              () ->
                  workers.run(
                      100,
                      (range, work) -> {
                        if (range == 3) {
                          throw low;
                        }
                        if (range > 3) {
                          throw new IllegalStateException("high");
                        }
                      }));
      assertSame(low, thrown);
    }
  }

  @Test
  void shouldServeSeveralCallersAtOnce() throws InterruptedException {
    try (ParallelWorkers workers = new ParallelWorkers(2)) {
      AtomicIntegerArray done = new AtomicIntegerArray(4);
      List<Thread> callers = new ArrayList<>();
      for (int caller = 0; caller < 4; caller++) {
        int number = caller;
        callers.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (int i = 0; i < 200; i++) {
                        workers.run(50, (range, work) -> done.incrementAndGet(number));
                      }
                    }));
      }
      for (Thread caller : callers) {
        caller.join();
      }
      for (int caller = 0; caller < 4; caller++) {
        assertEquals(10_000, done.get(caller));
      }
    }
  }

  @Test
  void shouldStartNoThreadBeforeThereIsWorkAndLeaveNoneBehind() {
    long before = HelperThreads.alive();
    ParallelWorkers workers = new ParallelWorkers(3);
    assertEquals(before, HelperThreads.alive());
    workers.run(1, (range, work) -> {});
    assertEquals(before, HelperThreads.alive());
    workers.run(2, (range, work) -> {});
    assertEquals(before + 1, HelperThreads.alive(), "no more than there is work for");
    workers.run(100, (range, work) -> {});
    assertEquals(before + 3, HelperThreads.alive());
    workers.run(2, (range, work) -> {});
    assertEquals(before + 3, HelperThreads.alive());
    workers.close();
    assertEquals(before, HelperThreads.alive());
    boolean[] done = new boolean[2];
    workers.run(2, (range, work) -> done[range] = true);
    assertTrue(done[0] && done[1], "goes on alone");
    assertEquals(before, HelperThreads.alive());
  }

  @Test
  void shouldRefuseNumbersOfThreadsThatCannotBeMeant() {
    assertThrows(IllegalArgumentException.class, () -> new ParallelWorkers(-1));
    assertThrows(
        IllegalArgumentException.class, () -> new ParallelWorkers(ParallelWorkers.MAX_WORKERS + 1));
  }
}
