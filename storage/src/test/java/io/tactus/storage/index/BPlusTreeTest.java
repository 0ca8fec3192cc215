package io.tactus.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** How full trees are, and that they stay as small as their contents. */
class BPlusTreeTest {
  private static final int ENTRIES = 50_000;

  private static TreeFigures filled(int entryBytes, IntToLongFunction number) {
    try (TreeWorld world = new TreeWorld(entryBytes)) {
      for (int i = 0; i < ENTRIES; i++) {
        world.insert(number.applyAsLong(i));
        if (i % 1000 == 0) {
          world.space.commit();
        }
      }
      return world.audit();
    }
  }

  /** A permutation of the numbers below 2^20, in no order. */
  private static long shuffled(int i) {
    return (i * 0x9E3779B1L & 0xFFFFF) ^ 0x5A5A5;
  }

  @Test
  void shouldFillNodesAsFullAsTheOrderOfInsertionAllows(TestReporter reporter) {
    for (int entryBytes : new int[] {8, 12, 24}) {
      TreeFigures up = filled(entryBytes, i -> i);
      TreeFigures down = filled(entryBytes, i -> ENTRIES - i);
      TreeFigures random = filled(entryBytes, BPlusTreeTest::shuffled);
      // Ten counters that go up by turns, as the second part of a composite key does: each leaves
      // one node half full.
      TreeFigures turns = filled(entryBytes, i -> (i % 10) * 1_000_000L + i / 10);
      reporter.publishEntry(
          entryBytes + " bytes",
          "ascending " + up + ", descending " + down + ", random " + random + ", ten " + turns);
      assertTrue(up.fill() > 0.98, "ascending: " + up);
      assertTrue(down.fill() > 0.98, "descending: " + down);
      assertTrue(turns.fill() > 0.93, "ten counters: " + turns);
      // Evenly spread entries fill all nodes alike, and split them at nearly the same time.
      assertTrue(random.fill() > 0.58, "random: " + random);
      assertTrue(random.bytesPerEntry() < 1.75 * entryBytes, "random: " + random);
    }
  }

  @Test
  void shouldGiveNodesBackWhenEntriesGo() {
    try (TreeWorld world = new TreeWorld(12)) {
      Random random = new Random(5);
      for (int i = 0; i < ENTRIES; i++) {
        world.insert(shuffled(i));
      }
      TreeFigures full = world.audit();
      for (int i = 0; i < ENTRIES; i++) {
        if (i % 20 != 0) {
          assertTrue(world.remove(shuffled(i)));
        }
      }
      TreeFigures thin = world.audit();
      assertEquals(ENTRIES / 20, thin.entries());
      assertTrue(thin.fill() > 0.25, "thinned: " + thin);
      assertTrue(thin.freeNodes() > full.leaves() * 2 / 3, "thinned: " + thin);
      for (int i = 0; i < ENTRIES; i += 20) {
        assertTrue(world.remove(shuffled(i)));
        assertFalse(world.remove(shuffled(i)));
      }
      TreeFigures empty = world.audit();
      assertEquals(0, empty.entries());
      assertEquals(1, empty.height(), "an empty tree is one leaf: " + empty);
      long pages = world.pages();
      for (int i = 0; i < ENTRIES; i++) {
        world.insert(shuffled(random.nextInt(1 << 20)) * 4 + i % 4 + ((long) i << 30));
      }
      world.audit();
      assertTrue(world.pages() <= pages * 3 / 2, world.pages() + " pages after " + pages);
    }
  }

  @Test
  void shouldNotGrowUnderChurn(TestReporter reporter) {
    try (TreeWorld world = new TreeWorld(12)) {
      Random random = new Random(17);
      long[] live = new long[5_000];
      for (int i = 0; i < live.length; i++) {
        live[i] = ((long) random.nextInt(1 << 20) << 32) + i;
        world.insert(live[i]);
      }
      world.audit();
      long settled = 0;
      for (int round = 0; round < 20; round++) {
        for (int i = 0; i < 20_000; i++) {
          int index = random.nextInt(live.length);
          assertTrue(world.remove(live[index]));
          live[index] = ((long) random.nextInt(1 << 20) << 32) + round * 20_000L + i;
          world.insert(live[index]);
        }
        TreeFigures figures = world.audit();
        if (round == 4) {
          settled = world.pages();
        }
        if (round == 19) {
          reporter.publishEntry("churned", figures.toString());
          assertTrue(figures.fill() > 0.45, "churned: " + figures);
        }
      }
      assertTrue(world.pages() <= settled + settled / 10, world.pages() + " after " + settled);
    }
  }

  @Test
  void shouldNotGrowWhenAWindowSlides(TestReporter reporter) {
    try (TreeWorld world = new TreeWorld(8)) {
      int window = 5_000;
      long settled = 0;
      for (int i = 0; i < 200_000; i++) {
        world.insert(i);
        if (i >= window) {
          assertTrue(world.remove(i - window));
        }
        if (i % 1000 == 0) {
          world.space.commit();
        }
        if (i == 4 * window) {
          settled = world.pages();
        }
      }
      TreeFigures figures = world.audit();
      reporter.publishEntry("window", figures.toString());
      assertEquals(window, figures.entries());
      assertTrue(world.pages() <= settled + 4, world.pages() + " after " + settled);
      assertTrue(figures.fill() > 0.9, "window: " + figures);
    }
  }
}
