package io.tactus.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.page.BrokenSpaces;
import io.tactus.storage.page.PageSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Entries held back, savepoints and looks at the tree in between, against a {@link TreeSet} that is
 * changed at once.
 */
class TreeBacklogPropertyTest {
  private record Savepoint(long mark, NavigableSet<Long> model) {}

  @ParameterizedTest
  @CsvSource({"8, 1", "8, 2", "12, 3", "12, 4", "9, 5", "14, 6", "40, 7", "300, 8", "516, 9"})
  void shouldAgreeWithATreeSet(int entryBytes, long seed) {
    play(new TreeWorld(entryBytes), Long.getLong("tactus.seed", seed), 80);
  }

  @Tag("slow")
  @Test
  void shouldAgreeWithATreeSetOverManySeeds() {
    int[] widths = {8, 12, 20, 130, 516};
    for (long seed = 1000; seed < 1100; seed++) {
      play(new TreeWorld(widths[(int) (seed % widths.length)]), seed, 200);
    }
  }

  @Test
  void shouldCatchALostNote() {
    assertThrows(
        AssertionError.class,
        () -> {
          for (long seed = 1; seed <= 3; seed++) {
            play(
                new TreeWorld(12, pool -> BrokenSpaces.losingNotes(pool, 50_000, 1L << 28, 5)),
                seed,
                80);
          }
        });
  }

  private static void play(TreeWorld world, long seed, int rounds) {
    Random random = new Random(seed);
    List<Savepoint> savepoints = new ArrayList<>();
    NavigableSet<Long> model = new TreeSet<>();
    NavigableSet<Long> committed = new TreeSet<>();
    try (world;
        TreeBacklogs all = new TreeBacklogs(world.space)) {
      for (int round = 0; round < rounds; round++) {
        change(world, all, model, random);
        switch (random.nextInt(7)) {
          case 0, 1 -> savepoints.add(new Savepoint(world.space.mark(), new TreeSet<>(model)));
          case 2 -> {
            if (!savepoints.isEmpty()) {
              int index = random.nextInt(savepoints.size());
              Savepoint savepoint = savepoints.get(index);
              savepoints.subList(index, savepoints.size()).clear();
              world.space.rollbackTo(savepoint.mark());
              model = savepoint.model();
            }
          }
          case 3 -> {
            world.space.rollback();
            all.clear();
            savepoints.clear();
            model = new TreeSet<>(committed);
          }
          case 4 -> {
            all.apply();
            assertEquals(model.size(), world.audit().entries());
            all.clear();
            savepoints.clear();
            committed = new TreeSet<>(model);
          }
          default -> {
            // Looked at in the middle of the transaction.
            all.apply();
            check(world, model);
          }
        }
      }
      all.apply();
      check(world, model);
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError("seed " + seed + ": " + failure, failure);
    }
  }

  /** Writes as rows do, each with a savepoint of its own, some of which are taken back. */
  private static void change(
      TreeWorld world, TreeBacklogs all, NavigableSet<Long> model, Random random) {
    TreeBacklog backlog = all.of(world.area, world.shape);
    long range = 1L << (4 + random.nextInt(20));
    int count = random.nextInt(400);
    boolean shrinking = random.nextInt(4) == 0;
    for (int i = 0; i < count; i++) {
      long mark = world.space.mark();
      long number = random.nextLong(range);
      boolean there = model.contains(number);
      if (shrinking && !there) {
        Long above = model.ceiling(number);
        number = above == null ? number : above;
        there = above != null;
      }
      write(world, backlog, number, there ? -1 : 1);
      if (random.nextInt(16) == 0) {
        if (random.nextInt(8) == 0) {
          // A write that looks at the tree itself before it is refused.
          all.apply();
        }
        world.space.rollbackTo(mark);
      } else if (there) {
        model.remove(number);
      } else {
        model.add(number);
      }
    }
  }

  private static void write(TreeWorld world, TreeBacklog backlog, long number, int sign) {
    world.space.mark();
    world.encode(number, world.scratch());
    if (!backlog.hold(world.scratch(), sign)) {
      if (sign > 0) {
        world.insert(number);
      } else {
        assertTrue(world.remove(number), "entry " + number);
      }
    }
  }

  private static void check(TreeWorld world, NavigableSet<Long> model) {
    TreeCursor cursor = world.walk(0, Long.MAX_VALUE, false);
    for (long number : model) {
      assertTrue(cursor.next(), "entry " + number);
      assertEquals(number, world.decode(cursor.entry()));
    }
    assertFalse(cursor.next(), "an entry too many");
  }

  @Test
  void shouldTakeBackAllThatWasAppliedWhenPagesRunOut() {
    int spare = 1024;
    try (TreeWorld world = new TreeWorld(516, pool -> new PageSpace(pool, spare + 100, 1L << 28));
        TreeBacklogs all = new TreeBacklogs(world.space)) {
      TreeBacklog backlog = all.of(world.area, world.shape);
      for (long number = 0; number < 40; number++) {
        write(world, backlog, number, 1);
      }
      assertTrue(backlog.waiting() > 0, "nothing was held back");
      // Something else takes what was left for them.
      int other = world.space.createArea();
      while (world.space.logicalPages() < spare + 100) {
        world.space.appendPage(other);
      }
      long pages = world.pages();
      for (int attempt = 0; attempt < 2; attempt++) {
        Rejection refused = assertThrows(Rejection.class, all::apply);
        assertEquals(RejectionCode.MEMORY_LIMIT, refused.code());
        assertEquals(pages, world.pages());
      }
      world.space.truncate(other, 0);
      all.apply();
      TreeCursor cursor = world.walk(0, Long.MAX_VALUE, false);
      for (long number = 0; number < 40; number++) {
        assertTrue(cursor.next());
        assertEquals(number, world.decode(cursor.entry()));
      }
    }
  }

  @Test
  void shouldHoldBackNothingWithoutRoomForWhatItMayNeed() {
    try (TreeWorld world = new TreeWorld(12, pool -> new PageSpace(pool, 1000, 1L << 28));
        TreeBacklogs all = new TreeBacklogs(world.space)) {
      TreeBacklog backlog = all.of(world.area, world.shape);
      for (long number = 0; number < 100; number++) {
        write(world, backlog, number, 1);
      }
      assertEquals(0, backlog.waiting());
    }
  }

  @Test
  void shouldGoOnAtOnceBeyondTheBytesKept() {
    try (TreeWorld world = new TreeWorld(12);
        TreeBacklogs all = new TreeBacklogs(world.space)) {
      TreeBacklog backlog = all.of(world.area, world.shape);
      int most = TreeBacklog.MAX_BYTES / (16 + Long.BYTES);
      NavigableSet<Long> model = new TreeSet<>();
      for (long number = 0; number < most + 1000; number++) {
        write(world, backlog, number * 7919 % 1_000_003, 1);
        model.add(number * 7919 % 1_000_003);
      }
      assertEquals(0, backlog.waiting());
      assertTrue(backlog.held() > most - 100, backlog.held() + " held");
      check(world, model);
      world.space.rollback();
      all.clear();
      check(world, new TreeSet<>());
    }
  }
}
