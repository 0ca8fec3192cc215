package io.tactus.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.page.BrokenSpaces;
import io.tactus.storage.page.FramesExhausted;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.parallel.ParallelWorkers;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Large transactions over several trees leave the same bytes of all pages, the same undo log and
 * the same refusals with any number of helpers, and in whatever order trees are worked on.
 */
@Timeout(300)
class TreesTogetherPropertyTest {
  private static final long PAGES = 20_000;
  private static final long UNDO_BYTES = 64L << 20;
  private static final TreesWorld.Spaces SOUND = pool -> new PageSpace(pool, PAGES, UNDO_BYTES);

  /** The last tree first, all by the caller. */
  private static final TreeHands BACKWARDS =
      (trees, task) -> {
        for (int tree = trees - 1; tree >= 0; tree--) {
          task.accept(tree);
        }
      };

  private record Savepoint(long mark, List<NavigableSet<Long>> model) {}

  private static TreeHands hands(ParallelWorkers workers) {
    return (trees, task) -> workers.run(trees, (tree, _) -> task.accept(tree));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldLeaveTheSameWithAnyNumberOfHelpers(long givenSeed) {
    long seed = Long.getLong("tactus.seed", givenSeed);
    boolean refused = compare(seed, 30);
    assertTrue(refused || seed != givenSeed, "no refusal with seed " + seed);
  }

  @Tag("slow")
  @Test
  void shouldLeaveTheSameOverManySeeds() {
    int refused = 0;
    for (long seed = 100; seed < 116; seed++) {
      refused += compare(seed, 60) ? 1 : 0;
    }
    assertTrue(refused > 3, refused + " seeds with a refusal");
  }

  /** Returns whether anything was refused for want of pages. */
  private static boolean compare(long seed, int rounds) {
    List<String> alone = play(TreeHands.CALLER, SOUND, seed, rounds);
    assertEquals(alone, play(BACKWARDS, SOUND, seed, rounds), "seed " + seed + " backwards");
    for (int helpers : new int[] {1, 2, 4}) {
      try (ParallelWorkers workers = new ParallelWorkers(helpers)) {
        assertEquals(
            alone,
            play(hands(workers), SOUND, seed, rounds),
            "seed " + seed + ", " + helpers + " helpers");
      }
    }
    return alone.stream().anyMatch(line -> line.startsWith("MEMORY_LIMIT"));
  }

  @Test
  void shouldCatchTheLostUndoLogOfABranch() {
    assertThrows(
        AssertionError.class,
        () ->
            play(
                TreeHands.CALLER,
                pool -> BrokenSpaces.losingBranches(pool, PAGES, UNDO_BYTES, 3),
                1,
                30));
  }

  /** Returns what was seen on the way. */
  private static List<String> play(
      TreeHands hands, TreesWorld.Spaces spaces, long seed, int rounds) {
    Random random = new Random(seed);
    List<String> seen = new ArrayList<>();
    AtomicInteger together = new AtomicInteger();
    TreeHands counted =
        (trees, task) -> {
          together.incrementAndGet();
          hands.forEach(trees, task);
        };
    try (TreesWorld world = new TreesWorld(counted, 4 * PAGES, spaces)) {
      List<Savepoint> savepoints = new ArrayList<>();
      List<NavigableSet<Long>> committed = world.copyOfModel();
      for (int round = 0; round < rounds; round++) {
        Savepoint before = new Savepoint(world.space.mark(), world.copyOfModel());
        change(world, random);
        if (random.nextInt(6) == 0) {
          seen.add(refused(world, random));
        }
        switch (random.nextInt(6)) {
          case 0 -> {
            world.all.apply();
            savepoints.add(before);
          }
          case 1 -> {
            // Applied, and taken back: what waited waits again.
            world.all.apply();
            seen.add(world.digest());
            Savepoint to =
                savepoints.isEmpty() ? before : savepoints.get(random.nextInt(savepoints.size()));
            world.space.rollbackTo(to.mark());
            world.model = to.model();
            savepoints.clear();
            world.all.apply();
            world.check();
          }
          case 2 -> {
            world.all.apply();
            world.space.rollback();
            world.all.clear();
            savepoints.clear();
            world.model = committed;
            committed = world.copyOfModel();
            world.check();
          }
          default -> {
            world.all.apply();
            world.check();
            seen.add(world.digest());
            world.commit();
            world.publish();
            savepoints.clear();
            committed = world.copyOfModel();
          }
        }
        seen.add(world.digest());
      }
      seen.add(together + " times together");
      assertTrue(together.get() > rounds / 2, together + " times together");
      return seen;
    } catch (RuntimeException failure) {
      throw new AssertionError("seed " + seed + ": " + failure, failure);
    }
  }

  private static void change(TreesWorld world, Random random) {
    for (int tree = 0; tree < TreesWorld.WIDTHS.length; tree++) {
      int count = random.nextInt(5) == 0 ? random.nextInt(300) : random.nextInt(3000);
      long range = 1L << (6 + random.nextInt(16));
      long ascending = random.nextInt(4) == 0 ? random.nextLong(1L << 40) : -1;
      for (int i = 0; i < count; i++) {
        world.change(tree, ascending >= 0 ? ascending + i : random.nextLong(range));
      }
    }
  }

  /** Takes the room there is, so that what waits is refused or goes one tree after the other. */
  private static String refused(TreesWorld world, Random random) {
    long mark = world.space.mark();
    int other = world.space.createArea();
    boolean pages = random.nextBoolean();
    String outcome = "fitted";
    try {
      if (pages) {
        while (world.space.logicalPages() < PAGES) {
          world.space.appendPage(other);
        }
      } else {
        world.space.appendPage(other);
        world.space.mark();
        while (world.space.hasRoom(0, 300_000)) {
          world.space.logged(other, 0, 0, 4096);
        }
      }
      world.all.apply();
    } catch (Rejection refusal) {
      outcome = refusal.code() + " " + refusal.getMessage();
    }
    outcome += ", " + world.digest();
    world.space.rollbackTo(mark);
    return outcome;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void shouldTakeEverythingBackWhenAThreadFails(int helpers) {
    AtomicInteger calls = new AtomicInteger();
    try (ParallelWorkers workers = new ParallelWorkers(helpers)) {
      TreeHands sound = hands(workers);
      TreeHands failing =
          (trees, task) ->
              sound.forEach(
                  trees,
                  tree -> {
                    task.accept(tree);
                    if (calls.incrementAndGet() == 2) {
                      throw new AssertionError("failed in tree " + tree);
                    }
                  });
      try (TreesWorld world = new TreesWorld(failing, 4 * PAGES, SOUND)) {
        fill(world, 5);
        calls.set(2); // not yet
        world.all.apply();
        world.commit();
        world.publish();
        long used = world.usedFrames();
        List<NavigableSet<Long>> committed = world.copyOfModel();

        fill(world, 6);
        assertTrue(world.waiting(0) >= TreesTogether.MANY);
        calls.set(0);
        assertThrows(AssertionError.class, world.all::apply);
        world.space.rollback();
        world.all.clear();
        world.model = committed;
        world.check();
        world.publish();
        assertEquals(used, world.usedFrames(), "frames lost");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void shouldTakeEverythingBackWhenFramesRunOut(int helpers) {
    long needed;
    try (TreesWorld world = new TreesWorld(TreeHands.CALLER, 4 * PAGES, SOUND)) {
      fill(world, 5);
      world.all.apply();
      needed = world.usedFrames();
    }
    try (ParallelWorkers workers = new ParallelWorkers(helpers);
        TreesWorld world = new TreesWorld(hands(workers), needed + 50, SOUND)) {
      fill(world, 5);
      world.all.apply();
      world.commit();
      world.publish();
      long used = world.usedFrames();
      List<NavigableSet<Long>> committed = world.copyOfModel();
      for (int attempt = 0; attempt < 3; attempt++) {
        fill(world, 6);
        assertThrows(FramesExhausted.class, world.all::apply);
        world.space.rollback();
        world.all.clear();
        world.model = committed;
        committed = world.copyOfModel();
        world.check();
        world.publish();
        assertEquals(used, world.usedFrames(), "frames lost");
      }
    }
  }

  private static void fill(TreesWorld world, long seed) {
    Random random = new Random(seed);
    for (int tree = 0; tree < 3; tree++) {
      for (int i = 0; i < 2000; i++) {
        world.change(tree, random.nextLong(100_000));
      }
    }
  }

  @Test
  void shouldRefuseAsOneTreeAfterTheOtherWhenPagesRunOut() {
    try (TreesWorld world = new TreesWorld(TreeHands.CALLER, 4 * PAGES, SOUND)) {
      fill(world, 5);
      int other = world.space.createArea();
      while (world.space.logicalPages() < PAGES) {
        world.space.appendPage(other);
      }
      String before = world.digest();
      for (int attempt = 0; attempt < 2; attempt++) {
        Rejection refused = assertThrows(Rejection.class, world.all::apply);
        assertEquals(RejectionCode.MEMORY_LIMIT, refused.code());
        assertEquals(
            before.replaceAll(" pages.*undo", ""), world.digest().replaceAll(" pages.*undo", ""));
        assertTrue(world.waiting(0) >= TreesTogether.MANY, "does not wait any more");
      }
      world.space.truncate(other, 0);
      world.all.apply();
      world.check();
    }
  }
}
