package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCopiesTest {
  private static final int PAGES = 40;

  private static int filled(PageWorld world, long seed) {
    int area = world.space.createArea();
    Random random = new Random(seed);
    for (long page = 0; page < PAGES; page++) {
      world.space.appendPage(area);
      for (int offset = 0; offset < Page.SIZE_BYTES; offset += Long.BYTES) {
        world.space.putLong(area, page, offset, random.nextLong());
      }
    }
    world.space.commit();
    return area;
  }

  private static void checkFilled(PageWorld world, int area, long seed) {
    Random random = new Random(seed);
    for (long page = 0; page < PAGES; page++) {
      for (int offset = 0; offset < Page.SIZE_BYTES; offset += Long.BYTES) {
        assertEquals(
            random.nextLong(),
            Memory.getLong(world.space.read(area, page) + offset),
            "seed " + seed + ", page " + page + ", byte " + offset);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 8, 39, PAGES})
  void shouldCopyAllBytesOfPagesOpenedTogether(int pages) {
    long seed = 1000L + pages;
    try (PageWorld world = new PageWorld()) {
      int area = filled(world, seed);
      Version version = world.publish();
      long retired = world.space.retired().heldFrames();
      PageCopies copies = new PageCopies(world.space);
      for (int page = 0; page < pages; page++) {
        PageCopies.readAhead(world.space.read(area, page) + 100);
        copies.open(area, page);
        copies.open(area, page);
      }
      copies.finish();
      copies.finish();
      checkFilled(world, area, seed);
      int nodes = pages == 0 ? 0 : 1;
      assertEquals(retired + pages + nodes, world.space.retired().heldFrames());
      for (int page = 0; page < pages; page++) {
        long open = world.space.read(area, page);
        assertEquals(open, world.space.write(area, page), "it was opened");
        Memory.putLong(open, ~Memory.getLong(version.address(area, page)));
        assertEquals(~Memory.getLong(open), Memory.getLong(version.address(area, page)));
      }
    }
  }

  @Test
  void shouldOpenTheOnlyPageOfAnArea() {
    try (PageWorld world = new PageWorld()) {
      int area = world.space.createArea();
      world.space.appendPage(area);
      world.space.putLong(area, 0, 8, 77);
      world.space.commit();
      Version version = world.publish();
      PageCopies copies = new PageCopies(world.space);
      copies.open(area, 0);
      copies.finish();
      world.space.putLong(area, 0, 8, 78);
      world.space.commit();
      assertEquals(77, Memory.getLong(version.address(area, 0) + 8));
      assertEquals(78, Memory.getLong(world.space.read(area, 0) + 8));
    }
  }

  @Test
  void shouldBeUndoneLikeAnyWrite() {
    long seed = 5;
    try (PageWorld world = new PageWorld()) {
      int area = filled(world, seed);
      world.publish();
      PageCopies copies = new PageCopies(world.space);
      for (int page = 0; page < 10; page++) {
        copies.open(area, page);
      }
      copies.finish();
      for (int page = 0; page < 10; page++) {
        world.space.putLong(area, page, 16, page);
      }
      world.space.rollback();
      checkFilled(world, area, seed);
    }
  }

  @Test
  void shouldLeaveNoHalfCopyWhenFramesRunOut() {
    long seed = 6;
    try (PageWorld world = new PageWorld(1000, 500)) {
      int area = filled(world, seed);
      world.publish();
      PageCopies copies = new PageCopies(world.space);
      copies.open(area, 0);
      copies.open(area, 1);
      // Somebody else takes all there are.
      List<Long> taken = new ArrayList<>();
      for (long frame = world.pool.tryAllocate(); frame != 0; frame = world.pool.tryAllocate()) {
        taken.add(frame);
      }
      assertThrows(FramesExhausted.class, () -> copies.open(area, 2));
      checkFilled(world, area, seed);
      taken.forEach(world.pool::free);
    }
  }
}
