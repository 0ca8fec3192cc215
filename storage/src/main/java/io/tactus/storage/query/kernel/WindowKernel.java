package io.tactus.storage.query.kernel;

import io.tactus.storage.page.Memory;
import io.tactus.storage.value.ValueSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Selects the rows for which one or two {@link Window}s hold.
 *
 * <p>The loops go over the rows once for two windows. They have no branches: a comparison picks the
 * row's bit or none. Unsigned numbers are compared as signed ones with the sign bit flipped, which
 * is done to the bounds beforehand.
 *
 * <p>Four rows a turn, written out: of a table larger than the caches, the loops as the compiler
 * unrolls them had fewer reads under way at a time, and took 1.6 times as long.
 */
final class WindowKernel extends Kernel {

  private static final int ROWS_PER_TURN = 4;

  private final List<Window> windows;
  private final int offset;
  private final long mask;
  private final long low;
  private final long span;
  private final boolean paired;
  private final boolean unmasked;
  private final int distance;
  private final long mask2;
  private final long low2;
  private final long span2;

  /** One window. */
  WindowKernel(Window window) {
    this(window, null);
  }

  private WindowKernel(Window window, Window second) {
    Window other = second == null ? window : second;
    windows = second == null ? List.of(window) : List.of(window, second);
    offset = window.offset();
    mask = window.mask();
    low = window.low() ^ Long.MIN_VALUE;
    span = window.span() ^ Long.MIN_VALUE;
    paired = second != null;
    unmasked = (mask & other.mask()) == -1;
    distance = other.offset() - offset;
    mask2 = other.mask();
    low2 = other.low() ^ Long.MIN_VALUE;
    span2 = other.span() ^ Long.MIN_VALUE;
  }

  /** Returns kernels for windows all of which have to hold: one for each two of them. */
  static List<Kernel> pairs(List<Window> windows) {
    // Those without a mask first, so that they meet each other.
    List<Window> sorted =
        windows.stream()
            .distinct()
            .sorted(Comparator.comparing(window -> window.mask() != -1))
            .toList();
    List<Kernel> kernels = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i += 2) {
      kernels.add(
          new WindowKernel(sorted.get(i), i + 1 < sorted.size() ? sorted.get(i + 1) : null));
    }
    return kernels;
  }

  /** Returns the windows that all have to hold. */
  List<Window> windows() {
    return windows;
  }

  @Override
  long narrow(long first, int stride, int rows, long bits, ValueSource values) {
    long at = first + offset;
    if (!paired) {
      return bits & one(at, stride, rows, mask, low, span);
    }
    return unmasked
        ? bits & both(at, distance, stride, rows, low, span, low2, span2)
        : bits
            & one(at, stride, rows, mask, low, span)
            & one(at + distance, stride, rows, mask2, low2, span2);
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
          one(at, mask, low, span, 1)
              | one(at + stride, mask, low, span, 2)
              | one(at + 2L * stride, mask, low, span, 4)
              | one(at + 3L * stride, mask, low, span, 8);
      hold |= turn << row;
      at += (long) ROWS_PER_TURN * stride;
    }
    for (; row < rows; row++) {
      hold |= one(at, mask, low, span, 1L << row);
      at += stride;
    }
    return hold;
  }

  private static long one(long at, long mask, long low, long span, long bit) {
    return (Memory.getLong(at) & mask) - low <= span ? bit : 0;
  }

  private static long both(
      long first, int distance, int stride, int rows, long low, long span, long low2, long span2) {
    long at = first;
    long hold = 0;
    int row = 0;
    for (; row <= rows - ROWS_PER_TURN; row += ROWS_PER_TURN) {
      long turn =
          both(at, distance, low, span, low2, span2, 1)
              | both(at + stride, distance, low, span, low2, span2, 2)
              | both(at + 2L * stride, distance, low, span, low2, span2, 4)
              | both(at + 3L * stride, distance, low, span, low2, span2, 8);
      hold |= turn << row;
      at += (long) ROWS_PER_TURN * stride;
    }
    for (; row < rows; row++) {
      hold |= both(at, distance, low, span, low2, span2, 1L << row);
      at += stride;
    }
    return hold;
  }

  private static long both(
      long at, int distance, long low, long span, long low2, long span2, long bit) {
    long one = Memory.getLong(at) - low <= span ? bit : 0;
    return Memory.getLong(at + distance) - low2 <= span2 ? one : 0;
  }
}
