package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FrameBudgetTest {

  @Test
  void shouldCoverTheWorstShapeAndTheWorstBatch() {
    long maxPages = 5_000;
    FrameBudget budget = new FrameBudget(maxPages, 10, 10, 0);
    try (PageWorld world = new PageWorld(budget.maxFrames(), maxPages)) {
      PageSpace space = world.space;
      // Areas of two pages have the most nodes per page.
      while (space.logicalPages() + 3 < maxPages) {
        int area = space.createArea();
        space.appendPage(area);
        space.appendPage(area);
        space.commit();
      }
      world.publish();
      assertTrue(world.pool.usedFrames() <= FrameBudget.framesOf(maxPages));
      for (int round = 0; round < 3; round++) {
        for (int area = 1; area < space.areaLimit(); area++) {
          space.putLong(area, 0, 0, round);
          space.putLong(area, 1, 0, round);
          space.commit();
        }
        world.publish();
      }
      assertTrue(world.pool.usedFrames() <= FrameBudget.framesOf(maxPages));
      assertTrue(world.versions.admits(budget.readerFrames()));
    }
  }

  @Test
  void shouldReserveWhatCommandsInFlightCanAdd() {
    FrameBudget budget = new FrameBudget(1 << 20, 100, 4, 10);
    try (PageWorld world = new PageWorld(budget.maxFrames(), 1 << 20);
        Reader slow = world.versions.register()) {
      PageSpace space = world.space;
      int area = space.createArea();
      for (int i = 0; i < 1_200; i++) {
        space.appendPage(area);
      }
      space.commit();
      world.publish();
      slow.pin();
      for (int command = 0; command < 100; command++) {
        for (int i = 0; i < 4; i++) {
          space.putLong(area, (command * 4L + i) * 3, 0, 1);
        }
        space.commit();
        world.publish();
      }
      assertTrue(world.versions.heldFrames() > budget.readerFrames());
      assertTrue(world.versions.heldFrames() <= budget.readerFrames() + budget.reserveFrames());
      assertFalse(world.versions.admits(budget.readerFrames()));
      slow.unpin();
      // Even before the next publication: what is held then is held for nobody.
      assertTrue(world.versions.admits(budget.readerFrames()));
      world.versions.reclaim();
      assertEquals(0, world.versions.heldFrames());
    }
  }

  @Test
  void shouldRefuseNonsense() {
    assertThrows(IllegalArgumentException.class, () -> new FrameBudget(0, 1, 1, 0));
    assertEquals(3, new FrameBudget(10, 1, 1, 0).framesPerPage());
  }
}
