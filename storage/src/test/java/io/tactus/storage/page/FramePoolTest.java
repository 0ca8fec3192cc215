package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FramePoolTest {

  @Test
  void shouldHandOutEachFrameOnceUpToTheLimit() {
    int frames = 2 * FrameHeader.USABLE_FRAMES + 7;
    try (FramePool pool = new FramePool(frames)) {
      Set<Long> seen = new HashSet<>();
      for (int i = 0; i < frames; i++) {
        long frame = pool.tryAllocate();
        assertEquals(0, frame & Page.MASK);
        assertTrue(FrameHeader.indexInChunk(frame) >= FrameHeader.HEADER_FRAMES);
        assertTrue(seen.add(frame));
        Memory.putLong(frame + Page.SIZE_BYTES - 8, i);
      }
      assertEquals(0, pool.availableFrames());
      assertEquals(0, pool.tryAllocate());
      assertEquals(0, pool.tryAllocateAfter(seen.iterator().next()));
      assertEquals(0, pool.tryAllocateNear(seen.iterator().next()));
      long one = seen.iterator().next();
      pool.free(one);
      assertEquals(one, pool.tryAllocate());
    }
  }

  @Test
  void shouldHandOutWarmFramesLatestFirstAndEachOnce() {
    try (FramePool pool = new FramePool(1000)) {
      long near = pool.tryAllocate();
      long[] frames = new long[20];
      for (int i = 0; i < frames.length; i++) {
        frames[i] = pool.tryAllocate();
      }
      for (long frame : frames) {
        pool.freeWarm(frame);
      }
      // The latest is taken by another way, and one given back twice over is there once.
      long taken = frames[19];
      while (pool.tryAllocateNear(taken - Page.SIZE_BYTES) != taken) {
        assertTrue(pool.availableFrames() > 0);
      }
      Set<Long> seen = new HashSet<>();
      for (long warm = pool.tryAllocateWarm(near); warm != 0; warm = pool.tryAllocateWarm(near)) {
        assertTrue(seen.add(warm), "handed out twice");
        assertNotEquals(taken, warm);
      }
      assertEquals(0, pool.availableFrames());
      pool.freeWarm(frames[3]);
      pool.freeWarm(frames[5]);
      assertEquals(frames[5], pool.tryAllocateWarm(near));
      pool.freeWarm(frames[5]);
      assertEquals(frames[5], pool.tryAllocateWarm(near));
      assertEquals(frames[3], pool.tryAllocateWarm(near));
      assertEquals(0, pool.tryAllocateWarm(near));
    }
  }

  @Test
  void shouldForgetTheOldestWarmFramesButNotLoseThem() {
    int frames = 10_000;
    try (FramePool pool = new FramePool(frames)) {
      long[] all = new long[frames];
      for (int i = 0; i < frames; i++) {
        all[i] = pool.tryAllocate();
      }
      for (long frame : all) {
        pool.freeWarm(frame);
      }
      assertEquals(all[frames - 1], pool.tryAllocateWarm(all[0]));
      for (int i = 1; i < frames; i++) {
        assertNotEquals(0, pool.tryAllocateWarm(all[0]));
      }
      assertEquals(0, pool.tryAllocateWarm(all[0]));
    }
  }

  @Test
  void shouldKeepAGrowingAreaInRunsOfNeighbours() {
    try (FramePool pool = new FramePool(100_000)) {
      long[] last = {pool.tryAllocate(), pool.tryAllocate()};
      int jumps = 0;
      int pages = 4_000;
      for (int i = 0; i < pages; i++) {
        int area = i & 1;
        long next = pool.tryAllocateAfter(last[area]);
        if (next <= last[area] || next > last[area] + 4L * Page.SIZE_BYTES) {
          jumps++;
        }
        last[area] = next;
        pool.tryAllocateNear(last[0]); // copies of changed pages in between
      }
      assertTrue(jumps <= pages / 16, jumps + " jumps in " + pages + " pages");
    }
  }

  /**
   * A batch copies the page it finds half full, goes on behind the copy, and gives the page back.
   */
  @Test
  void shouldKeepAnAreaThatGrowsInBatchesInItsRuns() {
    try (FramePool pool = new FramePool(100_000)) {
      long last = pool.tryAllocate();
      int jumps = 0;
      int batches = 500;
      for (int batch = 0; batch < batches; batch++) {
        long copy = pool.tryAllocateNear(last);
        long previous = copy;
        for (int page = 0; page < 15; page++) {
          long next = pool.tryAllocateAfter(previous);
          jumps += next == previous + Page.SIZE_BYTES ? 0 : 1;
          previous = next;
        }
        pool.free(last);
        last = previous;
      }
      assertTrue(jumps <= batches, jumps + " jumps in " + batches + " batches of 15 pages");
    }
  }

  @Test
  void shouldPutCopiesIntoTheRunOfTheirOriginal() {
    try (FramePool pool = new FramePool(100_000)) {
      long page = pool.tryAllocateAfter(pool.tryAllocate());
      long copy = pool.tryAllocateNear(page);
      assertNotEquals(page, copy);
      assertTrue(Math.abs(copy - page) < 64L * Page.SIZE_BYTES);
    }
  }

  @Test
  void shouldServeNeighboursOfAnotherPoolsFrames() {
    try (FramePool base = new FramePool(1000);
        FramePool fork = new FramePool(1000)) {
      long frame = base.tryAllocate();
      long copy = fork.tryAllocateNear(frame);
      assertTrue(fork.owns(copy) && !base.owns(copy) && !fork.owns(frame));
    }
  }

  @Test
  void shouldCatchWrongFrees() {
    try (FramePool pool = new FramePool(1000);
        FramePool other = new FramePool(1000)) {
      long frame = pool.tryAllocate();
      pool.free(frame);
      assertThrows(AssertionError.class, () -> pool.free(frame));
      long foreign = other.tryAllocate();
      assertThrows(AssertionError.class, () -> pool.free(foreign));
    }
  }

  @Test
  void shouldRefuseSizesThatCannotBe() {
    assertThrows(IllegalArgumentException.class, () -> new FramePool(0));
    assertThrows(IllegalArgumentException.class, () -> new FramePool(1L << 40));
  }
}
