package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageTableTest {

  private static final int FANOUT = PageTable.FANOUT;

  private final FramePool pool = new FramePool(100_000);
  private final RetiredFrames retired = new RetiredFrames(pool, 0);
  private final CopyOnWrite copying = new CopyOnWrite(new PoolFrames(pool, retired), 1);
  private final PageTable table = new PageTable(pool, retired, copying);

  @AfterEach
  void close() {
    pool.close();
  }

  private long grow(long root, long from, long to) {
    long grown = root;
    for (long page = from; page < to; page++) {
      long frame = table.newPage(page == 0 ? 0 : PageTable.lookup(grown, page - 1));
      Memory.putLong(frame, page);
      grown = table.append(grown, page, frame);
    }
    return grown;
  }

  private static void checkPages(long root, long count) {
    for (long page = 0; page < count; page++) {
      assertEquals(page, Memory.getLong(PageTable.lookup(root, page)));
    }
    assertEquals(0, PageTable.lookup(root, count));
    assertEquals(0, PageTable.lookup(root, Long.MAX_VALUE));
    assertEquals(0, PageTable.lookup(root, -1));
  }

  @Test
  void shouldGrowOneLevelAtATime() {
    long root = grow(0, 0, 1);
    assertEquals(0, PageTable.height(root));
    root = grow(root, 1, FANOUT);
    assertEquals(1, PageTable.height(root));
    root = grow(root, FANOUT, 2L * FANOUT + 3);
    assertEquals(2, PageTable.height(root));
    checkPages(root, 2L * FANOUT + 3);
    assertEquals(2L * FANOUT + 3 + 4, PageTable.countFrames(root));
    assertEquals(pool.usedFrames(), PageTable.countFrames(root));
  }

  @Test
  void shouldTrimToAnyLengthInPlaceAndAsACopy() {
    int full = 2 * FANOUT + 3;
    for (int count :
        new int[] {0, 1, 2, FANOUT - 1, FANOUT, FANOUT + 1, 2 * FANOUT, 2 * FANOUT + 2, full}) {
      long root = grow(0, 0, full);
      long usedBefore = pool.usedFrames();
      long framesBefore = PageTable.countFrames(root);
      copying.startBatch(2);
      long trimmed = table.trim(root, count);
      checkPages(trimmed, count);
      checkPages(root, full); // an older version still sees everything
      long copied = pool.usedFrames() - usedBefore;
      long held = retired.heldFrames();
      assertEquals(framesBefore + copied, PageTable.countFrames(trimmed) + held);
      retired.reclaim(new long[0], 0);
      assertEquals(pool.usedFrames(), PageTable.countFrames(trimmed));

      long grown = grow(trimmed, count, full); // trimmed again within its batch: nothing is retired
      long again = table.trim(grown, count);
      checkPages(again, count);
      table.trim(again, 0);
      retired.reclaim(new long[0], 0);
      assertEquals(0, pool.usedFrames());
      copying.startBatch(1);
    }
  }

  @Test
  void shouldCopyThePathOnFirstTouchOnly() {
    long root = grow(0, 0, 2L * FANOUT);
    copying.startBatch(2);
    long used = pool.usedFrames();
    long owned = copying.ownRoot(root);
    long page = copying.ownPage(owned, FANOUT + 1, false, null);
    Memory.putLong(page, -1);
    assertEquals(used + 3, pool.usedFrames());
    assertEquals(owned, copying.ownRoot(owned));
    assertEquals(page, copying.ownPage(owned, FANOUT + 1, false, null));
    assertEquals(used + 3, pool.usedFrames());
    checkPages(root, 2L * FANOUT);
    assertNotEquals(PageTable.lookup(root, FANOUT + 1), PageTable.lookup(owned, FANOUT + 1));
    assertEquals(PageTable.lookup(root, 5), PageTable.lookup(owned, 5));
  }

  @Test
  void shouldReachFarAreasInADirectory() {
    long directory = 0;
    int[] areas = {0, 1, FANOUT / 2 - 1, FANOUT / 2, FANOUT, 300_000_000, Integer.MAX_VALUE};
    for (int area : areas) {
      directory = table.putRoot(directory, area, Long.MAX_VALUE - area);
    }
    for (int area : areas) {
      assertEquals(Long.MAX_VALUE - area, PageTable.rootOf(directory, area));
    }
    assertEquals(0, PageTable.rootOf(directory, 2));
    assertEquals(0, PageTable.rootOf(directory, 299_999_999));
    assertEquals(pool.usedFrames(), PageTable.countNodes(directory));
  }

  @Test
  void shouldRefuseIndexesBeyondTheTable() {
    long root = grow(0, 0, 2);
    long page = table.newPage(0);
    assertThrows(IllegalArgumentException.class, () -> table.append(root, Long.MAX_VALUE, page));
  }
}
