package io.tactus.storage.query.kernel;

import io.tactus.storage.page.Memory;
import io.tactus.storage.value.ValueSource;
import java.util.Comparator;
import java.util.List;

/**
 * Selects the rows for which several {@link Window}s all hold, or not all of them.
 *
 * <p>The loops go over the rows once for two windows. They have no branches: the outcome of a
 * comparison is shifted to the row's bit. Unsigned numbers are compared as signed ones with the
 * sign bit flipped, which is done to the bounds beforehand.
 *
 * <p>Four rows a turn, written out: of a table larger than the caches, the loops as the compiler
 * unrolls them had fewer reads under way at a time, and took 1.6 times as long.
 */
final class WindowKernel extends Kernel {

  private static final int ROWS_PER_TURN = 4;

  private final List<Window> windows;
  private final int[] offsets;
  private final long[] masks;
  private final long[] lows;
  private final long[] spans;
  private final long flip;

  /**
   * @param windows at least one
   * @param all whether rows are selected for which all hold, else the others
   */
  WindowKernel(List<Window> windows, boolean all) {
    // Those without a mask first, so that pairs of them meet.
    this.windows =
        windows.stream().sorted(Comparator.comparing(window -> window.mask() != -1)).toList();
    offsets = this.windows.stream().mapToInt(Window::offset).toArray();
    masks = this.windows.stream().mapToLong(Window::mask).toArray();
    lows = this.windows.stream().mapToLong(window -> window.low() ^ Long.MIN_VALUE).toArray();
    spans = this.windows.stream().mapToLong(window -> window.span() ^ Long.MIN_VALUE).toArray();
    flip = all ? 0 : -1;
  }

  /** Returns windows that all have to hold, or null if rows are selected for which some do not. */
  List<Window> windows() {
    return flip == 0 ? windows : null;
  }

  @Override
  long narrow(long first, int stride, int rows, long bits, ValueSource values) {
    long left = bits;
    int i = 0;
    for (; i + 1 < offsets.length && left != 0; i += 2) {
      left &= pair(i, first, stride, rows);
    }
    if (i < offsets.length && left != 0) {
      left &= one(first + offsets[i], stride, rows, masks[i], lows[i], spans[i]);
    }
    return bits & (left ^ flip);
  }

  private long pair(int i, long rowsAt, int stride, int rows) {
    long first = rowsAt + offsets[i];
    int distance = offsets[i + 1] - offsets[i];
    return (masks[i] & masks[i + 1]) == -1
        ? both(first, distance, stride, rows, lows[i], spans[i], lows[i + 1], spans[i + 1])
        : one(first, stride, rows, masks[i], lows[i], spans[i])
            & one(first + distance, stride, rows, masks[i + 1], lows[i + 1], spans[i + 1]);
  }

  /** Returns a bit for each row that a window holds for. */
  static long hold(Window window, long first, int stride, int rows) {
    return one(
        first + window.offset(),
        stride,
        rows,
        window.mask(),
        window.low() ^ Long.MIN_VALUE,
        window.span() ^ Long.MIN_VALUE);
  }

  private static long one(long first, int stride, int rows, long mask, long low, long span) {
    long at = first;
    long hold = 0;
    int row = 0;
    for (; row <= rows - ROWS_PER_TURN; row += ROWS_PER_TURN) {
      long turn =
          one(at, mask, low, span)
              | one(at + stride, mask, low, span) << 1
              | one(at + 2L * stride, mask, low, span) << 2
              | one(at + 3L * stride, mask, low, span) << 3;
      hold |= turn << row;
      at += (long) ROWS_PER_TURN * stride;
    }
    for (; row < rows; row++) {
      hold |= one(at, mask, low, span) << row;
      at += stride;
    }
    return hold;
  }

  private static long one(long at, long mask, long low, long span) {
    return (Memory.getLong(at) & mask) - low <= span ? 1 : 0;
  }

  private static long both(
      long first, int distance, int stride, int rows, long low, long span, long low2, long span2) {
    long at = first;
    long hold = 0;
    int row = 0;
    for (; row <= rows - ROWS_PER_TURN; row += ROWS_PER_TURN) {
      long turn =
          both(at, distance, low, span, low2, span2)
              | both(at + stride, distance, low, span, low2, span2) << 1
              | both(at + 2L * stride, distance, low, span, low2, span2) << 2
              | both(at + 3L * stride, distance, low, span, low2, span2) << 3;
      hold |= turn << row;
      at += (long) ROWS_PER_TURN * stride;
    }
    for (; row < rows; row++) {
      hold |= both(at, distance, low, span, low2, span2) << row;
      at += stride;
    }
    return hold;
  }

  private static long both(long at, int distance, long low, long span, long low2, long span2) {
    long one = Memory.getLong(at) - low <= span ? 1 : 0;
    long other = Memory.getLong(at + distance) - low2 <= span2 ? 1 : 0;
    return one & other;
  }
}
