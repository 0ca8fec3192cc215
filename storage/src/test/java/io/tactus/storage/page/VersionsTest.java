package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionsTest {

  private static int areaOf(PageWorld world, int pages) {
    int area = world.space.createArea();
    for (int i = 0; i < pages; i++) {
      world.space.appendPage(area);
    }
    world.space.commit();
    world.publish();
    return area;
  }

  private static void touch(PageWorld world, int area, int page, long value) {
    world.space.putLong(area, page, 0, value);
    world.space.commit();
  }

  @Test
  void shouldShowAReaderOneWholeVersion() {
    try (PageWorld world = new PageWorld();
        Reader reader = world.versions.register()) {
      int area = areaOf(world, 3);
      Version version = reader.pin();
      touch(world, area, 1, 42);
      assertEquals(0, Memory.getLong(version.address(area, 1)));
      world.versions.publish(7, 8, 9, "later");
      assertEquals(0, Memory.getLong(version.address(area, 1)));
      reader.unpin();
      version = reader.pin();
      assertEquals(42, Memory.getLong(version.address(area, 1)));
      assertEquals(7, version.sequence());
      assertEquals(8, version.tick());
      assertEquals(9, version.tickTimeMicros());
      assertEquals("later", version.catalog(String.class));
      assertThrows(IllegalStateException.class, reader::pin);
      Version pinned = version;
      assertThrows(IllegalArgumentException.class, () -> pinned.address(area, 3));
      assertThrows(IllegalArgumentException.class, () -> pinned.address(area + 1, 0));
      AreaView view = new AreaView().bind(pinned, area);
      assertEquals(42, Memory.getLong(view.address(1)));
      assertThrows(IllegalArgumentException.class, () -> view.address(3));
      assertThrows(IllegalArgumentException.class, () -> view.address(-1));
      assertEquals(0, view.bind(pinned, 999).pageCount());
      assertThrows(IllegalArgumentException.class, () -> view.address(0));
    }
  }

  @Test
  void shouldChargeAForgottenReaderOnlyForWhatItSees() {
    try (PageWorld world = new PageWorld()) {
      int area = areaOf(world, 100);
      Reader forgotten = world.versions.register();
      forgotten.pin();
      for (int i = 0; i < 1_000; i++) {
        touch(world, area, i % 10, i);
        world.publish();
      }
      // Ten old pages, the node above them, the directory; nothing of the versions in between.
      assertEquals(10 + 2, world.versions.heldFrames());
      world.checkFrames();
      forgotten.close();
      world.publish();
      assertEquals(0, world.versions.heldFrames());
    }
  }

  @Test
  void shouldFreeAVersionInTheMiddleWhileAnOlderOneStays() {
    try (PageWorld world = new PageWorld()) {
      int area = areaOf(world, 10);
      List<Reader> readers = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Reader reader = world.versions.register();
        reader.pin();
        readers.add(reader);
        touch(world, area, i, i);
        world.publish();
      }
      long all = world.versions.heldFrames();
      readers.get(2).unpin();
      world.publish();
      assertTrue(world.versions.heldFrames() < all);
      assertTrue(world.versions.heldFrames() > 0);
      assertEquals(4, world.versions.pinnedReaders());
      readers.forEach(Reader::close);
    }
  }

  @Test
  void shouldReuseFramesAndVersionObjects() {
    try (PageWorld world = new PageWorld()) {
      int area = areaOf(world, 10);
      touch(world, area, 0, 1);
      Version first = world.publish();
      long used = world.pool.usedFrames();
      boolean sameObject = false;
      for (int i = 0; i < 100; i++) {
        touch(world, area, i % 10, i);
        sameObject |= world.publish() == first;
      }
      assertEquals(used, world.pool.usedFrames());
      assertTrue(sameObject);
    }
  }

  @Test
  void shouldAllocateNothingInSteadyState() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (PageWorld world = new PageWorld();
        Reader reader = world.versions.register()) {
      int area = areaOf(world, 2_000);
      AreaView view = new AreaView();
      long bytes = 0;
      for (int round = 0; round < 50; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int batch = 0; batch < 200; batch++) {
          Version pinned = reader.pin();
          view.bind(pinned, area);
          for (int i = 0; i < 20; i++) {
            world.space.putLong(area, (batch * 97L + i * 53L) % 2_000, 8 * i, batch);
            long mark = world.space.mark();
            world.space.appendPage(area);
            world.space.rollbackTo(mark);
            view.address(i);
            world.space.commit();
          }
          world.publish();
          reader.unpin();
        }
        bytes = threads.getCurrentThreadAllocatedBytes() - before;
      }
      // The last round runs compiled; 200 batches would show a single object per publication.
      assertTrue(bytes < 200 * 16, bytes + " bytes in 200 batches");
    }
  }

  @Test
  void shouldRefuseMoreReadersThanSlots() {
    try (PageWorld world = new PageWorld()) {
      List<Reader> readers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        readers.add(world.versions.register());
      }
      assertThrows(IllegalStateException.class, world.versions::register);
      readers.getFirst().close();
      readers.getFirst().close(); // only the first close gives the slot back
      Reader replacement = world.versions.register();
      assertThrows(IllegalStateException.class, world.versions::register);
      replacement.close();
      readers.subList(1, 16).forEach(Reader::close);
      assertThrows(IllegalStateException.class, () -> readers.getFirst().pin());
    }
  }

  @Test
  void shouldCountPins() {
    try (PageWorld world = new PageWorld();
        Reader reader = world.versions.register()) {
      Version version = reader.pin();
      long number = version.number();
      world.publish();
      assertEquals(number, world.versions.oldestPinned());
      assertEquals(1, world.versions.pinnedReaders());
      assertThrows(IllegalStateException.class, world.versions::close);
      reader.unpin();
      assertEquals(number + 1, world.versions.oldestPinned());
      assertSame(world.versions.latest(), reader.pin());
    }
  }

  @Test
  void shouldHaltRatherThanReuseAFrameInUse() {
    PageWorld world = new PageWorld(200, 100_000);
    int area = world.space.createArea();
    FramesExhausted error =
        assertThrows(
            FramesExhausted.class,
            () -> {
              while (true) {
                world.space.appendPage(area);
              }
            });
    assertTrue(error.getMessage().contains("all 200 frames"), error.getMessage());
    assertEquals(0, world.versions.availableFrames());
    world.space.close();
    world.pool.close();
  }

  @Test
  void shouldRetireALargeAreaOverSeveralPublications() {
    int pages = RetiredFrames.FRAMES_PER_RECLAIM + 100;
    try (PageWorld world = new PageWorld()) {
      int area = areaOf(world, pages);
      long usedWith = world.pool.usedFrames();
      world.space.dropArea(area);
      world.space.commit();
      world.publish();
      assertTrue(world.versions.heldFrames() >= 100);
      world.publish();
      assertEquals(0, world.versions.heldFrames());
      assertTrue(world.pool.usedFrames() < usedWith - pages);
    }
  }
}
