package io.tactus.storage.index;

import io.tactus.storage.page.Memory;

/**
 * Looks for the leaves of several entries of one tree together: the binary searches in the lowest
 * inner nodes are led step by step beside each other, so that memory answers them together where
 * those nodes are in no near cache.
 *
 * <p>Threading: one thread. Allocates nothing.
 */
final class LeafSearch {
  /** So many entries at once. */
  static final int ENTRIES = 16;

  private final int bytes;
  private final int stride;

  /** By entry: the second entry of its inner node, the first bytes sought, and what is left. */
  private final long[] seconds = new long[ENTRIES];

  private final long[] wanted = new long[ENTRIES];
  private final int[] lows = new int[ENTRIES];
  private final int[] sizes = new int[ENTRIES];

  LeafSearch(TreeShape shape) {
    this.bytes = shape.entryBytes();
    this.stride = bytes + TreeNode.CHILD_BYTES;
  }

  /** Tells whether entries of this tree can be looked for: those of usual indexes. */
  boolean suits() {
    return bytes == Long.BYTES || bytes == Long.BYTES + Integer.BYTES;
  }

  /**
   * Finds children.
   *
   * @param inners addresses of the inner nodes
   * @param entries addresses of the entries
   * @param children gets the node below, in which each entry belongs
   */
  void children(long[] inners, long[] entries, int count, int[] children) {
    int most = 0;
    for (int i = 0; i < count; i++) {
      seconds[i] = inners[i] + TreeNode.ENTRIES_OFFSET + stride;
      wanted[i] = Long.reverseBytes(Memory.getLong(entries[i]));
      lows[i] = 0;
      // The child of the first entry takes all that is below the second.
      sizes[i] = TreeNode.count(inners[i]) - 1;
      most = Math.max(most, sizes[i]);
    }
    for (; most > 0; most >>>= 1) {
      for (int i = 0; i < count; i++) {
        step(i, entries[i]);
      }
    }
    for (int i = 0; i < count; i++) {
      children[i] = TreeNode.child(seconds[i] + (long) (lows[i] - 1) * stride, bytes);
    }
  }

  private void step(int i, long entry) {
    int size = sizes[i];
    if (size == 0) {
      return;
    }
    int half = size >>> 1;
    int low = lows[i];
    long at = seconds[i] + (long) (low + half) * stride;
    long found = Long.reverseBytes(Memory.getLong(at));
    long sought = wanted[i];
    // All ones if what was found is not above what is sought. No branch: it could not be guessed.
    int goesOn = (int) ~less(sought, found);
    if (found == sought && bytes > Long.BYTES) {
      goesOn = Memory.compare(at, entry, bytes) <= 0 ? -1 : 0;
    }
    lows[i] = low + ((half + 1) & goesOn);
    sizes[i] = ((size - half - 1) & goesOn) | (half & ~goesOn);
  }

  /** Returns all ones if {@code left} is below {@code right}, both unsigned, else 0. */
  private static long less(long left, long right) {
    return ((~left & right) | ((~left | right) & (left - right))) >> 63;
  }
}
