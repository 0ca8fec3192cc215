package io.tactus.pipeline.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.pipeline.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyRingTest {
  private static final int CAPACITY = 1 << 12;
  private static final int MAX_BODY = 1000;

  @Test
  void shouldRefuseReservationsBeyondItsCapacity() {
    ReplyRing ring = new ReplyRing(CAPACITY, MAX_BODY, () -> {});
    int reserved = 0;
    while (ring.tryReserve(MAX_BODY)) {
      reserved++;
    }
    assertEquals(CAPACITY / 1040, reserved);
    assertEquals(reserved, ring.inFlight());
    ring.cancel(MAX_BODY);
    assertTrue(ring.tryReserve(MAX_BODY));
    assertFalse(ring.tryReserve(MAX_BODY));
  }

  @Test
  void shouldWakeOnceUntilDrained() {
    AtomicInteger wakes = new AtomicInteger();
    ReplyRing ring = new ReplyRing(CAPACITY, MAX_BODY, wakes::incrementAndGet);
    UnsafeBuffer empty = new UnsafeBuffer(new byte[8]);
    for (int i = 0; i < 3; i++) {
      assertTrue(ring.tryReserve(8));
      ring.put(Outcome.APPLIED, i, i, 0, 8, empty, 0, 8);
      assertTrue(ring.isTouched());
      ring.publish();
    }
    assertEquals(1, wakes.get());
    assertEquals(3, ring.drain((correlation, outcome, sequence, tick, body, offset, length) -> {}));
    assertTrue(ring.tryReserve(8));
    ring.put(Outcome.APPLIED, 4, 4, 0, 8, empty, 0, 8);
    ring.publish();
    assertEquals(2, wakes.get());
  }

  @Test
  void shouldLeaveOutABodyAboveItsReservation() {
    ReplyRing ring = new ReplyRing(CAPACITY, MAX_BODY, () -> {});
    assertTrue(ring.tryReserve(8));
    ring.put(Outcome.APPLIED, 1, 5, 0, 8, new UnsafeBuffer(new byte[100]), 0, 100);
    ring.publish();
    ring.drain(
        (correlation, outcome, sequence, tick, body, offset, length) -> {
          assertEquals(5, sequence);
          assertEquals(0, length);
        });
    assertEquals(0, ring.inFlight());
  }

  /** Random reservations, puts and drains against a queue: same replies, same order, same bytes. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldKeepOrderAndBytesAcrossTheEnd(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ReplyRing ring = new ReplyRing(CAPACITY, MAX_BODY, () -> {});
    ArrayDeque<Integer> admitted = new ArrayDeque<>();
    ArrayDeque<byte[]> expected = new ArrayDeque<>();
    UnsafeBuffer bytes = new UnsafeBuffer(new byte[MAX_BODY]);
    long next = 0;
    long[] drained = new long[1];
    for (int i = 0; i < 100_000; i++) {
      int room = random.nextInt(MAX_BODY + 1);
      if (ring.tryReserve(room)) {
        admitted.add(room);
      }
      if (random.nextInt(3) > 0 && !admitted.isEmpty()) {
        int reserved = admitted.poll();
        byte[] body = new byte[random.nextInt(reserved + 1)];
        random.nextBytes(body);
        bytes.putBytes(0, body);
        ring.put(Outcome.REJECTED, next, next, next, reserved, bytes, 0, body.length);
        expected.add(body);
        next++;
      }
      if (random.nextInt(4) == 0) {
        ring.publish();
        ring.drain(
            (correlation, outcome, sequence, tick, body, offset, length) -> {
              assertEquals(drained[0]++, correlation);
              byte[] found = new byte[length];
              body.getBytes(offset, found);
              assertArrayEquals(expected.poll(), found);
            });
      }
    }
    assertTrue(drained[0] > 10_000);
  }

  @Test
  void shouldForgetWhatUnpublishedRepliesSayWhereverTheRingEnds() {
    SplittableRandom random = new SplittableRandom(1);
    ReplyRing ring = new ReplyRing(1024, 128, () -> {});
    UnsafeBuffer body = new UnsafeBuffer(new byte[128]);
    List<String> expected = new ArrayList<>();
    List<String> heard = new ArrayList<>();
    for (int round = 0; round < 1000; round++) {
      boolean forget = random.nextBoolean();
      for (int i = 0; i < 4; i++) {
        int length = random.nextInt(129);
        long correlation = 10L * round + i;
        assertTrue(ring.tryReserve(128));
        ring.put(Outcome.APPLIED, correlation, 7, 3, 128, body, 0, length);
        expected.add(correlation + (forget ? " OUTCOME_UNKNOWN 0 0" : " APPLIED 7 " + length));
      }
      if (forget) {
        ring.forgetUnpublished();
      }
      ring.publish();
      ring.drain(
          (to, outcome, sequence, tick, bytes, at, length) ->
              heard.add(to + " " + outcome + " " + sequence + " " + length));
      assertEquals(expected, heard);
      assertEquals(0, ring.inFlight());
      expected.clear();
      heard.clear();
    }
  }
}
