package io.tactus.storage.value;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.page.BrokenSpaces;
import io.tactus.storage.page.FramePool;
import io.tactus.storage.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories against plain arrays; the seed of a failure stands in its message. */
class ValueHeapPropertyTest {

  private static final int STEPS = 3_000;

  private static void play(long seed, int steps, ValueWorld world) {
    try (world) {
      new ValuePlay(seed, world).run(steps);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed + ": " + e, e);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldKeepValuesLikePlainArrays(long seed) {
    play(seed, STEPS, new ValueWorld(50_000));
  }

  @Test
  @Tag("slow")
  void shouldKeepValuesLikePlainArraysForLong() {
    long start = Long.getLong("tactus.seed", 1000);
    for (long seed = start; seed < start + 200; seed++) {
      play(seed, STEPS, new ValueWorld(50_000));
    }
  }

  @Test
  void shouldCatchALostUndoRecord() {
    FramePool pool = new FramePool(ValueWorld.MAX_FRAMES);
    ValueWorld broken =
        new ValueWorld(
            pool,
            BrokenSpaces.losing(
                pool, 50_000, ValueWorld.MAX_UNDO_BYTES, (area, record) -> record % 40 == 39));
    assertThrows(AssertionError.class, () -> play(1, STEPS, broken));
  }

  @Test
  void shouldCatchACellThatIsNotFreed() {
    try (ValueWorld world = new ValueWorld(50_000)) {
      ValuePlay forgetful = new ValuePlay(1, world, 100);
      assertThrows(IllegalStateException.class, () -> forgetful.run(STEPS));
    }
  }

  /**
   * Values of random lengths come and go while about as many bytes stay live, with the mix of
   * lengths shifting from short to long and back: the area never takes more than one and a half
   * times what the values need, and some pages.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldNotGrowUnderChurn(long seed) {
    churn(seed, false);
  }

  /** What is not freed piles up, until the area is larger than it may be. */
  @Test
  void shouldCatchCellsThatPileUp() {
    assertThrows(AssertionError.class, () -> churn(1, true));
  }

  private static void churn(long seed, boolean leaking) {
    Random random = new Random(seed);
    long liveBytes = 2 << 20;
    try (ValueWorld world = new ValueWorld(20_000)) {
      List<StoredValue> values = new ArrayList<>();
      long bytes = 0;
      long most = 0;
      for (int step = 0; step < 150_000; step++) {
        int longest = 32 << (step / 15_000 % 8);
        byte[] value = ValueWorld.bytes(random, 1 + random.nextInt(longest));
        values.add(world.store(value));
        bytes += ValuePage.unitsFor(value.length) * (long) ValuePage.UNIT_BYTES;
        while (bytes > liveBytes) {
          int index = random.nextInt(values.size());
          StoredValue old = values.set(index, values.getLast());
          values.removeLast();
          if (!leaking || random.nextInt(20) != 0) {
            world.heap.free(old.locator(), old.bytes().length);
          }
          bytes -= ValuePage.unitsFor(old.bytes().length) * (long) ValuePage.UNIT_BYTES;
        }
        world.heap.trim();
        world.space.commit();
        most = Math.max(most, world.pages());
      }
      assertTrue(
          most * Page.SIZE_BYTES < liveBytes * 3 / 2 + 16L * Page.SIZE_BYTES,
          most + " pages for " + liveBytes + " bytes");
      world.check(values);
    }
  }
}
