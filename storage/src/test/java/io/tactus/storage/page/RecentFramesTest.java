package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Frames retired since the last publication: what is known of each, and what does not fit. */
class RecentFramesTest {

  @Test
  void shouldKeepWhatIsKnownOfEachFrameInTheOrderOfTheirRetirement() {
    int most = 1000; // beyond the length that it begins with
    RecentFrames recent = new RecentFrames(most);
    for (int i = 0; i < most; i++) {
      assertFalse(recent.isFull());
      assertEquals(i, recent.count());
      recent.add(i * 4096L, i, 2L * i + 1, i % 3 == 0);
    }
    assertTrue(recent.isFull());
    assertEquals(most, recent.count());
    for (int i = 0; i < most; i++) {
      assertEquals(i * 4096L, recent.frame(i));
      assertEquals(i, recent.birth(i));
      assertEquals(2L * i + 1, recent.retirement(i));
      assertEquals(i % 3 == 0, recent.scattered(i));
    }
  }

  @Test
  void shouldTakeTheSameNumberAgainOnceCleared() {
    RecentFrames recent = new RecentFrames(300);
    for (int round = 1; round <= 3; round++) {
      for (int i = 0; i < 300; i++) {
        recent.add(round, round, round, round == 2);
      }
      assertTrue(recent.isFull());
      assertEquals(round, recent.frame(299));
      assertEquals(round == 2, recent.scattered(0));
      recent.clear();
      assertEquals(0, recent.count());
      assertFalse(recent.isFull());
    }
  }

  /** One more than there is room for, through the list in the heads of the chunks. */
  @Test
  void shouldFreeAlsoWhatDoesNotFit() {
    int frames = RetiredFrames.FRAMES_PER_RECLAIM + 5;
    try (FramePool pool = new FramePool(8L * frames)) { // far from low, where all are looked at
      RetiredFrames retired = new RetiredFrames(pool, 0);
      Set<Long> used = new HashSet<>();
      long before = pool.availableFrames();
      for (int i = 0; i < frames; i++) {
        long frame = pool.tryAllocate();
        FrameHeader.birth(frame, 1);
        used.add(frame);
      }
      used.forEach(frame -> retired.retire(frame, 2, false));
      assertEquals(frames, retired.heldFrames());
      retired.reclaim(new long[0], 0);
      assertEquals(5, retired.heldFrames(), "one publication looks at so many and no more");
      assertEquals(before - 5, pool.availableFrames());
      retired.reclaim(new long[0], 0);
      assertEquals(0, retired.heldFrames());
      assertEquals(before, pool.availableFrames());
    }
  }

  /** A frame is needed from its birth on and until the version that retires it. */
  @Test
  void shouldAskOfEachFrameWhichVersionsSeeIt() {
    try (FramePool pool = new FramePool(10_000)) {
      RetiredFrames retired = new RetiredFrames(pool, 0);
      for (long birth = 1; birth <= 4; birth++) {
        long frame = pool.tryAllocate();
        FrameHeader.birth(frame, birth);
        retired.retire(frame, 5, false); // all four go with version 5
      }
      long available = pool.availableFrames();
      retired.reclaim(new long[] {2}, 1); // sees those born in 1 and 2
      assertEquals(2, retired.heldFrames());
      assertEquals(available + 2, pool.availableFrames());
      retired.reclaim(new long[] {2}, 1);
      assertEquals(2, retired.heldFrames(), "kept as long as the version is");
      retired.reclaim(new long[] {5}, 1); // the first that does not see them
      assertEquals(0, retired.heldFrames());
      assertEquals(available + 4, pool.availableFrames());
    }
  }

  /** Frames of pages that nobody reads in order are given back to be handed out first. */
  @Test
  void shouldGiveScatteredFramesBackWarm() {
    try (FramePool pool = new FramePool(10_000)) {
      RetiredFrames retired = new RetiredFrames(pool, 0);
      long near = pool.tryAllocate();
      long plain = pool.tryAllocate();
      long scattered = pool.tryAllocate();
      FrameHeader.birth(plain, 1);
      FrameHeader.birth(scattered, 1);
      retired.retire(scattered, 2, true);
      retired.retire(plain, 2, false);
      retired.reclaim(new long[0], 0);
      assertEquals(scattered, pool.tryAllocateWarm(near));
    }
  }

  /** What belongs to the base of a fork is not the fork's to free. */
  @Test
  void shouldLeaveFramesOfTheBaseAlone() {
    try (FramePool pool = new FramePool(10_000)) {
      RetiredFrames retired = new RetiredFrames(pool, 3);
      long frame = pool.tryAllocate();
      FrameHeader.birth(frame, 3);
      long available = pool.availableFrames();
      retired.retire(frame, 4, true);
      assertEquals(0, retired.heldFrames());
      retired.reclaim(new long[0], 0);
      assertEquals(available, pool.availableFrames());
    }
  }
}
