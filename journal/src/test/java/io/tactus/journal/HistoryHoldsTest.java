package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HistoryHoldsTest {
  private final HistoryHolds holds = new HistoryHolds();

  private long oldestHeld() {
    long[] held = new long[1];
    assertTrue(
        holds.step(
            oldest -> {
              held[0] = oldest;
              return true;
            }));
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
    assertThrows(IllegalArgumentException.class, () -> first.narrow(9));
    first.close();
    first.close();
    assertEquals(20, oldestHeld());
    second.close();
    assertEquals(Long.MAX_VALUE, oldestHeld());
  }

  @Test
  void shouldTellWhoComesLaterWhichSnapshotsGo() {
    assertEquals(0, holds.holdAll().snapshotsFrom());
    assertEquals(0, holds.letGoBefore(40), "all is held");
    HistoryHolds later = new HistoryHolds();
    assertEquals(40, later.letGoBefore(40));
    try (HistoryHolds.Hold hold = later.holdAll()) {
      assertEquals(40, hold.snapshotsFrom());
      hold.narrow(50);
      assertEquals(50, later.letGoBefore(60), "that of 50 stays");
      assertEquals(40, hold.snapshotsFrom());
    }
    assertEquals(60, later.letGoBefore(60));
    assertEquals(60, later.holdAll().snapshotsFrom());
  }

  /** Whoever is done may be a thread that must not wait for files to be deleted. */
  @Test
  void shouldLetGoWithoutWaitingForADeletion() {
    HistoryHolds.Hold hold = holds.holdAll();
    holds.step(
        oldest -> {
          CompletableFuture.runAsync(hold::close).orTimeout(10, TimeUnit.SECONDS).join();
          return true;
        });
    assertEquals(Long.MAX_VALUE, oldestHeld());
  }

  /** Or a backup would have to wait for the last of a thousand segments. */
  @Test
  void shouldGiveItsTurnToWhoWantsToHoldBetweenTwoSteps() {
    CompletableFuture<HistoryHolds.Hold> wanted = new CompletableFuture<>();
    Thread[] wanting = new Thread[1];
    int steps = 0;
    while (holds.step(
        oldest -> {
          if (wanting[0] == null) {
            wanting[0] = Thread.ofPlatform().start(() -> wanted.complete(holds.holdAll()));
            while (wanting[0].getState() != Thread.State.WAITING) {
              Thread.onSpinWait();
            }
          }
          return oldest > 0;
        })) {
      steps++;
    }
    assertEquals(1, steps);
    wanted.join().close();
  }
}
