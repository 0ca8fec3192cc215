package io.tactus.storage.index;

import io.tactus.storage.page.Memory;

/**
 * Binary search among the sorted entries of a node, compared as unsigned bytes.
 *
 * <p>Entries are compared as big-endian longs; those of eight bytes (a fragment and a slot) and of
 * twelve (a key of eight and a slot) have loops of their own.
 *
 * <p>Threading: stateless.
 */
final class TreeSearch {

  private TreeSearch() {}

  /** Returns the number of entries of a leaf below {@code probe}. */
  static int lowerBound(TreeShape shape, long leaf, long probe) {
    int bytes = shape.entryBytes();
    return below(leaf + TreeNode.ENTRIES_OFFSET, bytes, bytes, TreeNode.count(leaf), probe, 0);
  }

  /** Returns the position of the child of an inner node in which {@code probe} belongs. */
  static int child(TreeShape shape, long inner, long probe) {
    int bytes = shape.entryBytes();
    int stride = bytes + TreeNode.CHILD_BYTES;
    long second = inner + TreeNode.ENTRIES_OFFSET + stride;
    return below(second, stride, bytes, TreeNode.count(inner) - 1, probe, 1);
  }

  /**
   * As {@link #child}, for a probe that is not below the child after {@code known}: looks further
   * and further from there.
   */
  static int childAfter(TreeShape shape, long inner, long probe, int known) {
    int bytes = shape.entryBytes();
    int stride = bytes + TreeNode.CHILD_BYTES;
    long first = inner + TreeNode.ENTRIES_OFFSET;
    int count = TreeNode.count(inner);
    int low = known + 1;
    int step = 1;
    while (low + step < count && compare(first + (long) (low + step) * stride, probe, bytes) <= 0) {
      low += step;
      step <<= 1;
    }
    int size = Math.min(step, count - low) - 1;
    return low + below(first + (low + 1L) * stride, stride, bytes, size, probe, 1);
  }

  /** Compares two entries of a tree. */
  static int compare(TreeShape shape, long left, long right) {
    return compare(left, right, shape.entryBytes());
  }

  /**
   * Returns the number of entries whose comparison with {@code probe} is less than {@code limit}: 0
   * for those below, 1 for those below or equal.
   */
  private static int below(long entries, int stride, int bytes, int count, long probe, int limit) {
    return switch (bytes) {
      case Long.BYTES -> below8(entries, stride, count, probe, limit);
      case Long.BYTES + Integer.BYTES -> below12(entries, stride, count, probe, limit);
      default -> belowAny(entries, stride, bytes, count, probe, limit);
    };
  }

  private static int below8(long entries, int stride, int count, long probe, int limit) {
    long wanted = Long.reverseBytes(Memory.getLong(probe));
    int low = 0;
    int size = count;
    while (size > 0) {
      int half = size >>> 1;
      long found = Long.reverseBytes(Memory.getLong(entries + (long) (low + half) * stride));
      if (Long.compareUnsigned(found, wanted) < limit) {
        low += half + 1;
        size -= half + 1;
      } else {
        size = half;
      }
    }
    return low;
  }

  private static int below12(long entries, int stride, int count, long probe, int limit) {
    long wanted = Long.reverseBytes(Memory.getLong(probe));
    int wantedLow = Integer.reverseBytes(Memory.getInt(probe + Long.BYTES));
    int low = 0;
    int size = count;
    while (size > 0) {
      int half = size >>> 1;
      long at = entries + (long) (low + half) * stride;
      long found = Long.reverseBytes(Memory.getLong(at));
      int order =
          found != wanted
              ? Long.compareUnsigned(found, wanted)
              : Integer.compareUnsigned(
                  Integer.reverseBytes(Memory.getInt(at + Long.BYTES)), wantedLow);
      if (order < limit) {
        low += half + 1;
        size -= half + 1;
      } else {
        size = half;
      }
    }
    return low;
  }

  private static int belowAny(
      long entries, int stride, int bytes, int count, long probe, int limit) {
    int low = 0;
    int size = count;
    while (size > 0) {
      int half = size >>> 1;
      if (Memory.compare(entries + (long) (low + half) * stride, probe, bytes) < limit) {
        low += half + 1;
        size -= half + 1;
      } else {
        size = half;
      }
    }
    return low;
  }

  private static int compare(long left, long right, int bytes) {
    return bytes == Long.BYTES
        ? Long.compareUnsigned(
            Long.reverseBytes(Memory.getLong(left)), Long.reverseBytes(Memory.getLong(right)))
        : Memory.compare(left, right, bytes);
  }
}
