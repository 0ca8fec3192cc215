package io.tactus.storage.page;

/**
 * A fixed-size set of small integers that finds its next member in a few steps however large it is.
 *
 * <p>Level 0 has one bit per integer; each level above one bit per non-zero word below it.
 *
 * <p>Threading: one thread at a time; a pool's under the pool's monitor while branches are open.
 */
final class BitTree {

  private static final int WORD_SHIFT = 6;

  private final int capacity;
  private final long[][] levels;

  BitTree(int capacity) {
    this.capacity = capacity;
    int depth = 1;
    for (int words = wordsFor(capacity); words > 1; words = wordsFor(words)) {
      depth++;
    }
    levels = new long[depth][];
    int bits = capacity;
    for (int level = 0; level < depth; level++) {
      levels[level] = new long[Math.max(1, wordsFor(bits))];
      bits = levels[level].length;
    }
  }

  private static int wordsFor(int bits) {
    return (int) (((long) bits + 63) >>> WORD_SHIFT);
  }

  boolean contains(int index) {
    return (levels[0][index >>> WORD_SHIFT] & (1L << index)) != 0;
  }

  /** The 64 members that share a word with {@code index}, lowest first. */
  long word(int index) {
    return levels[0][index >>> WORD_SHIFT];
  }

  void add(int index) {
    assert index < capacity;
    int position = index;
    for (long[] level : levels) {
      int word = position >>> WORD_SHIFT;
      long before = level[word];
      level[word] = before | (1L << position);
      if (before != 0) {
        return;
      }
      position = word;
    }
  }

  void remove(int index) {
    int position = index;
    for (long[] level : levels) {
      int word = position >>> WORD_SHIFT;
      level[word] &= ~(1L << position);
      if (level[word] != 0) {
        return;
      }
      position = word;
    }
  }

  /** The smallest member, or -1 if there is none. */
  int first() {
    int position = 0;
    for (int level = levels.length - 1; level >= 0; level--) {
      long bits = levels[level][position];
      if (bits == 0) {
        return -1;
      }
      position = (position << WORD_SHIFT) + Long.numberOfTrailingZeros(bits);
    }
    return position;
  }
}
