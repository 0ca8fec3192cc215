package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.thread.ThreadJoin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FrameRangeTest {

  private static final long BYTES = FrameRange.SLAB_BYTES;

  @Test
  void shouldNameEveryFrameByFourBytes() {
    assertEquals(0, FrameRange.numberOf(0));
    assertEquals(0, FrameRange.numbered(0));
    for (int number : new int[] {1, 12_345_678, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
      long address = FrameRange.numbered(number);
      assertEquals(Integer.toUnsignedLong(number) * Page.SIZE_BYTES, address);
      assertEquals(number, FrameRange.numberOf(address));
    }
  }

  @Test
  void shouldMapZerosWhereNumbersReach() {
    long address = FrameRange.get().map(BYTES);
    try {
      assertEquals(0, address % BYTES);
      long last = address + BYTES - Page.SIZE_BYTES;
      assertEquals(last, FrameRange.numbered(FrameRange.numberOf(last)));
      for (long at = address; at < address + BYTES; at += Page.SIZE_BYTES) {
        assertEquals(0, Memory.getLong(at));
        Memory.putLong(at, -1);
      }
    } finally {
      FrameRange.get().unmap(address, BYTES);
    }
  }

  /** Another view does not know what this process has mapped: it is for the operating system. */
  @Test
  void shouldGoAroundWhatIsThereAlreadyAndComeBackToWhatWasFreed() {
    FrameRange one = new FrameRange(10_000);
    FrameRange other = new FrameRange(10_000);
    long first = one.map(BYTES);
    long second = other.map(BYTES);
    assertTrue(second > first);
    Memory.putLong(first, 1);
    Memory.putLong(second, 2);
    long third = other.map(Page.SIZE_BYTES);
    assertTrue(third > second);
    other.unmap(second, BYTES);
    long again = other.map(BYTES);
    assertEquals(second, again);
    assertEquals(0, Memory.getLong(again));
    assertEquals(1, Memory.getLong(first));
    one.unmap(first, BYTES);
    other.unmap(again, BYTES);
    other.unmap(third, Page.SIZE_BYTES);
  }

  @Test
  void shouldSayWhenNoPlaceIsLeft() {
    FrameRange none = new FrameRange(0);
    assertTrue(
        assertThrows(OutOfMemoryError.class, () -> none.map(BYTES))
            .getMessage()
            .contains("no addresses are left"));
    // As many places as it takes to find one that is nobody's, and not one more.
    long free = FrameRange.get().map(BYTES);
    FrameRange.get().unmap(free, BYTES);
    FrameRange few = new FrameRange(placesUpTo(free));
    List<Long> mapped = new ArrayList<>();
    assertThrows(
        OutOfMemoryError.class,
        () -> {
          while (true) {
            mapped.add(few.map(BYTES));
          }
        });
    assertTrue(mapped.size() <= placesUpTo(free));
    mapped.forEach(address -> few.unmap(address, BYTES));
  }

  private static int placesUpTo(long address) {
    return (int) ((address - (64L << 30)) / BYTES) + 1;
  }

  @Test
  void shouldSayWhatToDoWhenTheOperatingSystemRefuses() {
    String message =
        assertThrows(OutOfMemoryError.class, () -> FrameRange.get().map(1L << 50)).getMessage();
    assertTrue(message.contains("ulimit -v"), message);
  }

  @Test
  void shouldGiveNoPlaceToTwoThreads() {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      long name = i;
      threads.add(Thread.ofPlatform().start(() -> mapAndUnmap(name, failure)));
    }
    ThreadJoin.await(threads);
    assertNull(failure.get());
  }

  private static void mapAndUnmap(long name, AtomicReference<Throwable> failure) {
    try {
      for (int round = 0; round < 500; round++) {
        long address = FrameRange.get().map(BYTES);
        assertEquals(0, Memory.getLong(address));
        Memory.putLong(address, name);
        Thread.onSpinWait();
        assertEquals(name, Memory.getLong(address));
        FrameRange.get().unmap(address, BYTES);
      }
    } catch (Throwable thrown) {
      failure.set(thrown);
    }
  }
}
