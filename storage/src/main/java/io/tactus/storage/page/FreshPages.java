package io.tactus.storage.page;

import java.util.Arrays;

/**
 * Which pages were added since the last savepoint. What is in them is undone by taking the page
 * away, so that writes to them need no undo record.
 *
 * <p>Threading: the writer; while branches are open their threads read it, and nobody changes it.
 */
final class FreshPages {
  /** By area: pages from here on are fresh, if {@link #in} says so. */
  private long[] from = new long[16];

  /** By area: the epoch in which {@link #from} was set. */
  private long[] in = new long[16];

  private long epoch = 1;

  void ensure(int areas) {
    if (areas > from.length) {
      from = Arrays.copyOf(from, areas);
      in = Arrays.copyOf(in, areas);
    }
  }

  /** Returns the number of savepoints set, taken back and let go of so far. */
  long epoch() {
    return epoch;
  }

  /** From here on no page is fresh. */
  void nextEpoch() {
    epoch++;
  }

  void added(int area, long page) {
    if (in[area] != epoch) {
      in[area] = epoch;
      from[area] = page;
    }
  }

  boolean contains(int area, long page) {
    return in[area] == epoch && page >= from[area];
  }
}
