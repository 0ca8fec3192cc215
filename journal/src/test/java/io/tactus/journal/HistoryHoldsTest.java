package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HistoryHoldsTest {
  private final HistoryHolds holds = new HistoryHolds();

  private long oldestHeld() {
    long[] held = new long[1];
    holds.letGo(
        oldest -> {
          held[0] = oldest;
          return 0;
        });
    return held[0];
  }

  @Test
  void shouldNameTheLeastThatAnyoneHolds() {
    assertEquals(Long.MAX_VALUE, oldestHeld());
    HistoryHolds.Hold first = holds.holdAll();
    HistoryHolds.Hold second = holds.holdAll();
    assertEquals(0, oldestHeld());
    first.narrow(10);
    second.narrow(20);
    assertEquals(10, oldestHeld());
    first.close();
    first.close();
    assertEquals(20, oldestHeld());
    second.close();
    assertEquals(Long.MAX_VALUE, oldestHeld());
  }

  /** Whoever is done may be a thread that must not wait for files to be deleted. */
  @Test
  void shouldLetGoWithoutWaitingForADeletion() {
    HistoryHolds.Hold hold = holds.holdAll();
    holds.letGo(
        oldest -> {
          CompletableFuture.runAsync(hold::close).orTimeout(10, TimeUnit.SECONDS).join();
          return 0;
        });
    assertEquals(Long.MAX_VALUE, oldestHeld());
  }
}
