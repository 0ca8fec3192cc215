package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ForkTest {

  @Test
  void shouldChangeNothingButItself() {
    try (PageWorld world = new PageWorld();
        Reader reader = world.versions.register()) {
      int area = world.space.createArea();
      for (int i = 0; i < 600; i++) {
        world.space.putLong(area, world.space.appendPage(area), 0, i);
      }
      world.space.commit();
      world.versions.publish(5, 6, 7, "catalog");
      Version base = reader.pin();
      long used = world.pool.usedFrames();

      try (Fork fork = world.versions.fork(base, 1_000)) {
        reader.unpin(); // the fork holds its base by itself
        assertEquals(2, world.versions.registeredReaders());
        PageSpace space = fork.space();
        assertEquals(5, fork.versions().latest().sequence());
        space.putLong(area, 17, 0, -1);
        assertEquals(600, space.appendPage(area));
        int mine = space.createArea();
        space.appendPage(mine);
        space.commit();
        Version inFork = fork.versions().publish(6, 7, 8, "fork");
        assertEquals(-1, Memory.getLong(inFork.address(area, 17)));
        assertEquals(17, Memory.getLong(world.space.read(area, 17)));
        assertFalse(world.space.exists(mine));

        // The base goes on; the fork's view of the rest does not move.
        for (int i = 0; i < 50; i++) {
          world.space.putLong(area, 18, 0, 1000 + i);
          world.space.commit();
          world.publish();
        }
        assertEquals(18, Memory.getLong(space.read(area, 18)));
        space.putLong(area, 18, 0, 99);
        space.rollback();
        assertEquals(18, Memory.getLong(space.read(area, 18)));
        space.dropArea(area);
        space.commit();
        fork.versions().publish(7, 8, 9, "fork");
        assertEquals(600, fork.base().pageCount(area));
      }
      world.publish();
      assertEquals(used, world.pool.usedFrames());
    }
  }

  @Test
  void shouldFollowTheLimitsOfItsBase() {
    try (PageWorld world = new PageWorld(1_000, 3)) {
      int area = world.space.createArea();
      world.space.appendPage(area);
      world.space.commit();
      Version base = world.publish();
      try (Fork fork = world.versions.fork(base, 100)) {
        fork.space().appendPage(area);
        assertThrows(io.tactus.storage.Rejection.class, () -> fork.space().appendPage(area));
        fork.space().rollback();
      }
    }
  }

  @Test
  void shouldHoldItsReaderOfTheForkToTheEnd() {
    try (PageWorld world = new PageWorld()) {
      Fork fork = world.versions.fork(world.publish(), 100);
      Reader inFork = fork.versions().register();
      inFork.pin();
      assertThrows(IllegalStateException.class, fork::close);
      inFork.close();
      fork.close();
      fork.close();
      assertEquals(0, world.versions.registeredReaders());
    }
  }

  @Test
  void shouldRefuseAVersionThatNobodyHolds() {
    try (PageWorld world = new PageWorld();
        Reader reader = world.versions.register()) {
      Version version = reader.pin();
      world.publish();
      reader.unpin();
      assertThrows(IllegalStateException.class, () -> world.versions.fork(version, 100));
      assertEquals(1, world.versions.registeredReaders());
      assertTrue(world.versions.latest().number() > version.number());
    }
  }
}
