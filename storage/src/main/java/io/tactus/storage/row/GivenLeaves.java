package io.tactus.storage.row;

import io.tactus.storage.schema.SchemaLimits;
import java.util.Arrays;

/**
 * Which leaves of a row a draft was given: one bit for each, by ordinal. A leaf given as null is
 * given. Threading: as the draft's.
 */
final class GivenLeaves {
  private final long[] words = new long[SchemaLimits.MAX_LEAVES / Long.SIZE];

  /** Takes all back, of a layout with so many words of bits. */
  void reset(int wordCount) {
    Arrays.fill(words, 0, wordCount, 0);
  }

  void add(int ordinal) {
    words[ordinal >>> 6] |= 1L << ordinal;
  }

  void add(int first, int count) {
    for (int i = first; i < first + count; i++) {
      add(i);
    }
  }

  void remove(int first, int count) {
    for (int i = first; i < first + count; i++) {
      words[i >>> 6] &= ~(1L << i);
    }
  }

  boolean has(int ordinal) {
    return ((words[ordinal >>> 6] >>> ordinal) & 1) != 0;
  }

  boolean hasAny(int first, int count) {
    for (int i = first; i < first + count; i++) {
      if (has(i)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the first leaf of a range that was not given, or -1. */
  int firstMissing(int first, int count) {
    for (int i = first; i < first + count; i++) {
      if (!has(i)) {
        return i;
      }
    }
    return -1;
  }

  int count(int wordCount) {
    int count = 0;
    for (int i = 0; i < wordCount; i++) {
      count += Long.bitCount(words[i]);
    }
    return count;
  }

  /** The bits themselves, for the codec. */
  long[] words() {
    return words;
  }
}
