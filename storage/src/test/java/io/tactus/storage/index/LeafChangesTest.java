package io.tactus.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes leaf by leaf leave the pages and the undo log as the same changes one by one do. */
class LeafChangesTest {
  private static final int ROUNDS = 60;

  /** A change: a number, and whether it comes. */
  private record Change(long number, boolean comes) {}

  @ParameterizedTest
  @CsvSource({
    "8, 1, 1",
    "8, 2, 2",
    "12, 1, 3",
    "12, 2, 4",
    "8, 1000000, 5",
    "12, 1000000, 6",
    "9, 1, 7",
    "130, 1, 8",
    "516, 1000000, 9"
  })
  void shouldLeaveTheBytesOfChangesOneByOne(int entryBytes, int largePages, long givenSeed) {
    long seed = Long.getLong("tactus.seed", givenSeed);
    Random random = new Random(seed);
    NavigableSet<Long> model = new TreeSet<>();
    try (TreeWorld one = new TreeWorld(entryBytes);
        TreeWorld leaves = new TreeWorld(entryBytes);
        Arena arena = Arena.ofConfined()) {
      long room = arena.allocate(4000L * entryBytes, 8).address();
      LeafChanges changes = new LeafChanges(leaves.space, leaves.area, leaves.shape, largePages);
      int highest = 0;
      for (int round = 0; round < ROUNDS; round++) {
        // Grown at first, then emptied, then grown again.
        List<Change> asked = changes(model, random, round % 40 < 20);
        for (Change change : asked) {
          if (change.comes()) {
            one.insert(change.number());
          } else {
            assertTrue(one.remove(change.number()));
          }
        }
        changes.apply(encoded(leaves, asked, room), asked.size(), leaves.tree);
        assertEquals(one.space.undoBytes(), leaves.space.undoBytes(), "seed " + seed);
        checkSame(one, leaves, "seed " + seed + ", round " + round);
        highest =
            Math.max(
                highest, new TreePath(leaves.space, leaves.area, leaves.shape).currentHeight());
        if (random.nextBoolean()) {
          one.space.commit();
          leaves.space.commit();
          one.versions.publish(0, 0, 0, "catalog");
          leaves.versions.publish(0, 0, 0, "catalog");
        }
      }
      assertTrue(highest > 1, "only one leaf");
    }
  }

  private static List<Change> changes(NavigableSet<Long> model, Random random, boolean growing) {
    TreeSet<Long> numbers = new TreeSet<>();
    int count = 1 + random.nextInt(4000);
    long range = 1L << (8 + random.nextInt(16));
    for (int i = 0; i < count; i++) {
      long number = random.nextLong(range);
      if (!growing && random.nextInt(8) > 0) {
        Long there = model.ceiling(number);
        number = there == null ? number : there;
      }
      numbers.add(number);
    }
    List<Change> changes = new ArrayList<>();
    for (long number : numbers) {
      boolean comes = !model.contains(number);
      if (comes) {
        model.add(number);
      } else {
        model.remove(number);
      }
      changes.add(new Change(number, comes));
    }
    return changes;
  }

  private static long[] encoded(TreeWorld world, List<Change> changes, long room) {
    long[] encoded = new long[changes.size()];
    for (int i = 0; i < encoded.length; i++) {
      long entry = room + (long) i * world.shape.entryBytes();
      world.encode(changes.get(i).number(), entry);
      encoded[i] = LeafChanges.change(entry, changes.get(i).comes());
    }
    return encoded;
  }

  private static void checkSame(TreeWorld one, TreeWorld leaves, String at) {
    assertEquals(one.pages(), leaves.pages(), at);
    for (long page = 0; page < one.space.pageCount(one.area); page++) {
      long left = one.space.read(one.area, page);
      long right = leaves.space.read(leaves.area, page);
      assertEquals(0, Memory.compare(left, right, Page.SIZE_BYTES), at + ", page " + page);
    }
  }
}
