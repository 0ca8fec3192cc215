package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PageSpaceTest {

  private static final int AREAS_PER_TABLE_PAGE = Page.SIZE_BYTES / 16;

  @Test
  void shouldNumberAreasAndPagesInOrder() {
    try (PageWorld world = new PageWorld()) {
      PageSpace space = world.space;
      int areas = 2 * AREAS_PER_TABLE_PAGE + 5;
      for (int i = 1; i <= areas; i++) {
        assertEquals(i, space.createArea());
        assertEquals(0, space.appendPage(i));
        space.putLong(i, 0, 8, i);
      }
      assertEquals(1, space.appendPage(7));
      space.commit();
      assertEquals(3, space.pageCount(0));
      assertEquals(areas + 1 + 3, space.logicalPages());
      Version version = world.publish();
      for (int i = 1; i <= areas; i++) {
        assertEquals(i, Memory.getLong(version.address(i, 0) + 8));
      }
      assertEquals(areas + 1, version.areaLimit());
    }
  }

  @Test
  void shouldNeverReuseTheIdOfADroppedArea() {
    try (PageWorld world = new PageWorld()) {
      int first = world.space.createArea();
      world.space.dropArea(first);
      world.space.commit();
      assertFalse(world.space.exists(first));
      assertEquals(first + 1, world.space.createArea());
      assertThrows(IllegalArgumentException.class, () -> world.space.appendPage(first));
      assertThrows(IllegalArgumentException.class, () -> world.space.dropArea(first));
    }
  }

  @Test
  void shouldTakeBackCreationAppendingAndDropping() {
    try (PageWorld world = new PageWorld()) {
      PageSpace space = world.space;
      int kept = space.createArea();
      for (int i = 0; i < 100; i++) {
        space.putLong(kept, space.appendPage(kept), 0, i);
      }
      space.commit();
      world.publish();
      long used = world.pool.usedFrames();

      int undone = space.createArea();
      space.appendPage(undone);
      space.dropArea(kept);
      assertEquals(0, space.pageCount(kept));
      assertEquals(2, space.logicalPages());
      space.rollback();

      assertFalse(space.exists(undone));
      assertEquals(100, space.pageCount(kept));
      assertEquals(101, space.logicalPages());
      for (int i = 0; i < 100; i++) {
        assertEquals(i, Memory.getLong(space.read(kept, i)));
      }
      world.publish();
      assertEquals(used, world.pool.usedFrames());
      assertEquals(undone, space.createArea());
    }
  }

  @Test
  void shouldShowZerosInAPageTruncatedAndAppendedAgain() {
    try (PageWorld world = new PageWorld()) {
      PageSpace space = world.space;
      int area = space.createArea();
      for (int i = 0; i < 3; i++) {
        space.putLong(area, space.appendPage(area), 16, 77);
      }
      space.commit();
      space.truncate(area, 1);
      space.appendPage(area);
      space.appendPage(area);
      assertEquals(0, Memory.getLong(space.read(area, 1) + 16));
      assertEquals(0, Memory.getLong(space.read(area, 2) + 16));
      space.putLong(area, 2, 16, 5);
      space.rollback();
      assertEquals(3, space.pageCount(area));
      assertEquals(77, Memory.getLong(space.read(area, 1) + 16));
      assertEquals(77, Memory.getLong(space.read(area, 2) + 16));
    }
  }

  @Test
  void shouldRejectAtTheLogicalLimitAndGiveBackOnRollback() {
    try (PageWorld world = new PageWorld(1_000, 10)) {
      PageSpace space = world.space;
      int area = space.createArea();
      space.commit();
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 9; i++) {
          space.appendPage(area);
        }
        Rejection rejection = assertThrows(Rejection.class, () -> space.appendPage(area));
        assertEquals(RejectionCode.MEMORY_LIMIT, rejection.code());
        space.rollback();
        assertEquals(1, space.logicalPages());
      }
    }
  }

  @Test
  void shouldRejectATransactionTooLargeToBeUndone() {
    try (PageWorld world = new PageWorld()) {
      PageSpace space = world.space;
      int area = space.createArea();
      space.appendPage(area);
      space.commit();
      Rejection rejection =
          assertThrows(
              Rejection.class,
              () -> {
                while (true) {
                  space.putLong(area, 0, 0, Memory.getLong(space.read(area, 0)) + 1);
                }
              });
      assertEquals(RejectionCode.WORK_BUDGET, rejection.code());
      space.rollback();
      assertEquals(0, Memory.getLong(space.read(area, 0)));
    }
  }

  @Test
  void shouldNotRecordWritesToPagesAddedSinceTheMark() {
    try (PageWorld world = new PageWorld()) {
      PageSpace space = world.space;
      int area = space.createArea();
      space.appendPage(area);
      long before = space.undoBytes();
      space.putLong(area, 0, 0, 1);
      assertEquals(before, space.undoBytes());
      long mark = space.mark();
      space.putLong(area, 0, 0, 2);
      assertTrue(space.undoBytes() > before);
      space.rollbackTo(mark);
      assertEquals(1, Memory.getLong(space.read(area, 0)));
    }
  }

  @Test
  void shouldRefuseWhatIsNotThere() {
    try (PageWorld world = new PageWorld()) {
      PageSpace space = world.space;
      int area = space.createArea();
      space.appendPage(area);
      assertThrows(IllegalArgumentException.class, () -> space.read(area, 1));
      assertThrows(IllegalArgumentException.class, () -> space.read(area, -1));
      assertThrows(IllegalArgumentException.class, () -> space.write(999, 0));
      assertThrows(IllegalArgumentException.class, () -> space.truncate(area, 2));
      assertThrows(IllegalArgumentException.class, () -> space.truncate(999, 0));
      assertThrows(IllegalArgumentException.class, () -> space.dropArea(0));
      assertThrows(IllegalArgumentException.class, () -> space.rollbackTo(1 << 20));
      assertThrows(IllegalStateException.class, () -> space.rollbackTo(4));
      assertEquals(0, space.pageCount(999));
    }
  }

  @Test
  void shouldRefuseToPublishAnOpenTransaction() {
    try (PageWorld world = new PageWorld()) {
      world.space.createArea();
      assertThrows(IllegalStateException.class, world::publish);
    }
  }

  @Test
  void shouldAssertThatOneThreadWritesATransaction() throws InterruptedException {
    try (PageWorld world = new PageWorld()) {
      world.space.createArea();
      AtomicReference<Throwable> seen = new AtomicReference<>();
      Thread other =
          new Thread(
              () -> {
                try {
                  world.space.createArea();
                } catch (Throwable e) {
                  seen.set(e);
                }
              });
      other.start();
      other.join();
      assertEquals(AssertionError.class, seen.get().getClass());
    }
  }

  @Test
  void shouldKeepTheBytesOfAGapAndAnIntForUndoAndNotThoseThatMove() {
    try (PageWorld world = new PageWorld()) {
      PageSpace space = world.space;
      int area = space.createArea();
      space.appendPage(area);
      for (int offset = 0; offset < Page.SIZE_BYTES; offset += Long.BYTES) {
        space.putLong(area, 0, offset, offset);
      }
      space.commit();
      long mark = space.mark();
      PageEditor editor = new PageEditor(space, area);
      editor.open(0);
      editor.insert(8, 7, 16, 8, Page.SIZE_BYTES - 8);
      editor.remove(8, 9, 400, 24, Page.SIZE_BYTES);
      assertEquals(9, Memory.getLong(space.read(area, 0) + 8));
      assertEquals(16, Memory.getLong(space.read(area, 0) + 24));
      assertEquals(400 + 16, Memory.getLong(space.read(area, 0) + 400));
      assertTrue(space.undoBytes() - mark <= 100, "undo log: " + (space.undoBytes() - mark));
      space.rollbackTo(mark);
      for (int offset = 0; offset < Page.SIZE_BYTES; offset += Long.BYTES) {
        assertEquals(offset, Memory.getLong(space.read(area, 0) + offset));
      }
    }
  }
}
