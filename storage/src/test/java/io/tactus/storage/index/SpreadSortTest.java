package io.tactus.storage.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class SpreadSortTest {
  private final SpreadSort sort = new SpreadSort();
  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void shouldSortRandomLongsOfTheWholeRange() {
    check(i -> random.nextLong());
  }

  @Test
  void shouldSortLongsThatLieCloseTogetherButForAFew() {
    check(i -> i % 100 == 0 ? random.nextLong() : random.nextLong(50));
    check(i -> random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE);
    check(i -> 5);
  }

  @Test
  void shouldSortRunsUpAndDown() {
    check(i -> i);
    check(i -> -i);
    check(i -> Long.MIN_VALUE + i);
  }

  /** With every count around those where the way of sorting changes; leaves the rest alone. */
  private void check(LongUnaryOperator value) {
    for (int count : new int[] {0, 1, 2, 63, 64, 65, 127, 128, 129, 1000, 4096, 4097, 32_768}) {
      long[] values = new long[count + 7];
      for (int i = 0; i < values.length; i++) {
        values[i] = value.applyAsLong(i);
      }
      long[] expected = values.clone();
      Arrays.sort(expected, 3, 3 + count);
      sort.sort(values, 3, 3 + count);
      assertArrayEquals(expected, values, count + " longs");
    }
  }
}
