package io.tactus.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.page.BrokenSpaces;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random insertions, removals, savepoints, publications and walks against a {@link TreeSet}. */
class BPlusTreePropertyTest {

  private record Held(Reader reader, Version version, NavigableSet<Long> model) {}

  private record Savepoint(long mark, NavigableSet<Long> model) {}

  @ParameterizedTest
  @CsvSource({"8, 1", "8, 2", "12, 3", "12, 4", "9, 5", "40, 6", "300, 7", "516, 8"})
  void shouldAgreeWithATreeSet(int entryBytes, long seed) {
    play(new TreeWorld(entryBytes), Long.getLong("tactus.seed", seed), 60);
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
  void shouldCatchALostGapRecord() {
    assertThrows(
        AssertionError.class,
        () -> {
          for (long seed = 1; seed <= 3; seed++) {
            play(
                new TreeWorld(
                    12,
                    pool ->
                        BrokenSpaces.losing(
                            pool, 50_000, 1L << 28, (area, record) -> record % 50 == 49)),
                seed,
                60);
          }
        });
  }

  private static void play(TreeWorld world, long seed, int rounds) {
    Random random = new Random(seed);
    List<Savepoint> savepoints = new ArrayList<>();
    List<Held> held = new ArrayList<>();
    NavigableSet<Long> model = new TreeSet<>();
    NavigableSet<Long> committed = new TreeSet<>();
    try (world) {
      for (int round = 0; round < rounds; round++) {
        change(world, model, random);
        switch (random.nextInt(6)) {
          case 0 -> savepoints.add(new Savepoint(world.space.mark(), new TreeSet<>(model)));
          case 1 -> {
            if (!savepoints.isEmpty()) {
              int index = random.nextInt(savepoints.size());
              Savepoint savepoint = savepoints.get(index);
              savepoints.subList(index, savepoints.size()).clear();
              world.space.rollbackTo(savepoint.mark());
              model = savepoint.model();
            }
          }
          case 2 -> {
            world.space.rollback();
            savepoints.clear();
            model = new TreeSet<>(committed);
          }
          case 3, 4 -> {
            assertEquals(model.size(), world.audit().entries());
            savepoints.clear();
            committed = new TreeSet<>(model);
            Reader reader = world.versions.register();
            held.add(new Held(reader, reader.pin(), committed));
            if (held.size() > 3) {
              letGo(world, held.remove(random.nextInt(held.size())), random);
            }
          }
          default -> {}
        }
        checkWalks(world, world.cursor, model, random, null);
      }
      for (Held one : held) {
        letGo(world, one, random);
      }
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError("seed " + seed + ": " + failure, failure);
    }
  }

  private static void letGo(TreeWorld world, Held held, Random random) {
    assertEquals(
        held.model().size(), TreeAudit.check(held.version(), world.area, world.shape).entries());
    checkWalks(world, new TreeCursor(), held.model(), random, held.version());
    held.reader().close();
  }

  /** A burst of one habit: anywhere, upwards, downwards, in a narrow place, or taking away. */
  private static void change(TreeWorld world, NavigableSet<Long> model, Random random) {
    int habit = random.nextInt(7);
    long at = random.nextInt(1 << 20);
    int count = random.nextInt(600);
    for (int i = 0; i < count; i++) {
      long number =
          switch (habit) {
            case 0, 1 -> random.nextInt(1 << 20);
            case 2 -> at + i;
            case 3 -> at - i;
            case 4 -> at + random.nextInt(200);
            default -> {
              Long near = model.isEmpty() ? null : model.ceiling((long) random.nextInt(1 << 20));
              yield near == null ? at : habit == 5 ? near : model.first();
            }
          };
      if (number < 0) {
        continue;
      }
      if (habit >= 5 || random.nextInt(4) == 0) {
        assertEquals(model.remove(number), world.remove(number), "removal of " + number);
      } else if (model.add(number)) {
        world.insert(number);
      }
    }
  }

  private static void checkWalks(
      TreeWorld world,
      TreeCursor cursor,
      NavigableSet<Long> model,
      Random random,
      Version version) {
    for (int i = 0; i < 4; i++) {
      long from = i == 0 ? 0 : random.nextInt(1 << 20);
      long to = i == 0 ? 1L << 40 : from + random.nextInt(1 << (1 + random.nextInt(20)));
      boolean descending = random.nextBoolean();
      if (version == null) {
        cursor.bind(world, world.shape);
      } else {
        cursor.bind(version, world.area, world.shape);
      }
      world.start(cursor, from, to, descending);
      NavigableSet<Long> range = model.subSet(from, true, to, false);
      Iterator<Long> expected = descending ? range.descendingIterator() : range.iterator();
      while (expected.hasNext()) {
        assertTrue(cursor.next(), "the walk ends early");
        assertEquals(expected.next(), world.decode(cursor.entry()));
      }
      assertFalse(cursor.next(), "the walk goes on");
      assertFalse(cursor.next(), "the walk begins again");
    }
  }

  @Test
  void shouldGoOnWhereItWasAfterWritesBetweenSteps() {
    for (long seed = 1; seed <= 6; seed++) {
      Random random = new Random(seed);
      boolean descending = seed % 2 == 0;
      try (TreeWorld world = new TreeWorld(12)) {
        NavigableSet<Long> model = new TreeSet<>();
        for (int i = 0; i < 3000; i++) {
          long number = random.nextInt(1 << 20);
          if (model.add(number)) {
            world.insert(number);
          }
        }
        TreeCursor cursor = world.walk(0, 1 << 20, descending);
        long at = descending ? 1 << 20 : -1;
        int steps = 0;
        while (true) {
          Long expected = descending ? model.lower(at) : model.higher(at);
          assertEquals(expected != null, cursor.next());
          if (expected == null) {
            break;
          }
          assertEquals(expected, world.decode(cursor.entry()));
          at = expected;
          steps++;
          long mark = world.space.mark();
          long other = random.nextInt(1 << 20);
          if (random.nextInt(3) == 0) {
            other = at;
          }
          boolean removed = world.remove(other);
          if (!removed) {
            world.insert(other);
          }
          if (random.nextInt(3) == 0) {
            world.space.rollbackTo(mark);
          } else if (removed) {
            model.remove(other);
          } else {
            model.add(other);
          }
        }
        assertTrue(steps > 2000, steps + " steps");
        assertEquals(steps, world.metCount());
      }
    }
  }
}
