package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories against plain arrays; the seed of a failure stands in its message. */
class PageSpacePropertyTest {

  private static final int STEPS = 2_000;

  private static void play(long seed, int steps, PageWorld world) {
    try (world;
        RandomPlay play = new RandomPlay(seed, world.space, world.versions)) {
      for (int i = 0; i < steps; i++) {
        play.step();
      }
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed + ": " + e, e);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldBehaveLikePlainArrays(long seed) {
    play(seed, STEPS, new PageWorld());
  }

  @Test
  @Tag("slow")
  void shouldBehaveLikePlainArraysForLong() {
    long start = Long.getLong("tactus.seed", 1000);
    for (long seed = start; seed < start + 200; seed++) {
      play(seed, STEPS, new PageWorld());
    }
  }

  /** Loses every 50th record of old bytes. */
  private static final class ForgetfulUndoLog extends UndoLog {
    private int count;

    ForgetfulUndoLog() {
      super(PageWorld.MAX_UNDO_BYTES);
    }

    @Override
    void bytes(int area, long page, int offset, long address, int length) {
      if (++count % 50 != 0) {
        super.bytes(area, page, offset, address, length);
      }
    }
  }

  @Test
  void shouldCatchALostUndoRecord() {
    PageWorld broken = new PageWorld(new ForgetfulUndoLog(), new PinSlots(16));
    assertThrows(AssertionError.class, () -> play(1, STEPS, broken));
  }

  /** Loses every fourth record of a gap that was opened or closed. */
  private static final class GaplessUndoLog extends UndoLog {
    private int count;

    GaplessUndoLog() {
      super(PageWorld.MAX_UNDO_BYTES);
    }

    @Override
    void insert(int area, long page, long address, int head, int offset, int length, int span) {
      if (++count % 4 != 0) {
        super.insert(area, page, address, head, offset, length, span);
      }
    }

    @Override
    void remove(int area, long page, long address, int head, int offset, int length, int span) {
      if (++count % 4 != 0) {
        super.remove(area, page, address, head, offset, length, span);
      }
    }
  }

  @Test
  void shouldCatchALostGapRecord() {
    PageWorld broken = new PageWorld(new GaplessUndoLog(), new PinSlots(16));
    assertThrows(AssertionError.class, () -> play(1, STEPS, broken));
  }

  /** Sees no reader, so that their frames are reused at once. */
  private static final class BlindSlots extends PinSlots {
    BlindSlots() {
      super(16);
    }

    @Override
    public int collect(long[] pins) {
      return 0;
    }
  }

  @Test
  void shouldCatchReuseThatIgnoresTheSlots() {
    PageWorld broken = new PageWorld(new UndoLog(PageWorld.MAX_UNDO_BYTES), new BlindSlots());
    assertThrows(AssertionError.class, () -> play(1, STEPS, broken));
  }
}
