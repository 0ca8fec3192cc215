package io.tactus.gateway.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateBucketTest {

  private static final long SECOND_NS = 1_000_000_000;

  @Test
  void shouldGiveABurstAndThenTheRate() {
    for (long startNs : new long[] {0, Long.MAX_VALUE - SECOND_NS, Long.MIN_VALUE}) {
      RateBucket bucket = new RateBucket(10, 5, startNs);
      for (int i = 0; i < 5; i++) {
        assertEquals(0, bucket.take(1, startNs), "start " + startNs + ", token " + i);
      }
      assertEquals(SECOND_NS / 10, bucket.take(1, startNs));
      assertEquals(0, bucket.take(1, startNs + SECOND_NS / 10));
      assertEquals(SECOND_NS / 10, bucket.take(1, startNs + SECOND_NS / 10));
      long taken = 0;
      for (long ns = SECOND_NS; ns < 11 * SECOND_NS; ns += SECOND_NS / 1000) {
        taken += bucket.take(1, startNs + ns) == 0 ? 1 : 0;
      }
      assertTrue(taken >= 100 && taken <= 106, "taken in ten seconds: " + taken);
    }
  }

  @Test
  void shouldGiveMoreThanItHoldsOnlyWhenFullAndWaitForItAfterwards() {
    RateBucket bucket = new RateBucket(10, 5, 0);
    assertEquals(0, bucket.take(20, 0));
    assertEquals(SECOND_NS * 16 / 10, bucket.take(1, 0));
    assertTrue(bucket.take(20, SECOND_NS) > 0);
    assertEquals(0, bucket.take(20, 3 * SECOND_NS));
  }

  @Test
  void shouldTakeNothingWhenItRefuses() {
    RateBucket bucket = new RateBucket(1, 1, 0);
    assertEquals(0, bucket.take(1, 0));
    for (int i = 0; i < 100; i++) {
      assertEquals(SECOND_NS, bucket.take(1, 0));
    }
    assertEquals(0, bucket.take(1, SECOND_NS));
  }

  @Test
  void shouldKeepOneBucketPerCallerInBoundedMemory() {
    RateBuckets buckets = new RateBuckets(10, 20);
    RateBucket first = buckets.of(1, 0, 0);
    assertSame(first, buckets.of(1, 0, 0));
    assertEquals(0, first.take(20, 0));
    for (long caller = 2; caller <= RateBuckets.MAX_BUCKETS; caller++) {
      assertEquals(0, buckets.of(caller, 0, 0).take(1, 0));
    }
    RateBucket shared = buckets.of(-1, 0, 0);
    assertSame(shared, buckets.of(-2, 0, 0), "newcomers share one while all are in use");
    assertSame(first, buckets.of(1, 0, 0), "those that are known keep their own");
    RateBucket own = buckets.of(-3, 0, SECOND_NS);
    assertTrue(own != shared, "full buckets have gone");
    assertSame(first, buckets.of(1, 0, SECOND_NS), "a bucket in use has not");
  }

  @Test
  void shouldLimitNobodyUnlessToldTo() {
    RateBuckets buckets = new RateBuckets(0, 1);
    assertNull(buckets.of(1, 0, 0));
    assertNotNull(buckets.of(1, 5, 0));
    assertEquals(7, new RateBuckets(3, 6).of(1, 7, 0).ratePerSecond());
  }
}
