package io.tactus.storage.index;

import io.tactus.storage.page.Memory;
import java.lang.foreign.Arena;
import java.util.Arrays;

/**
 * A bounded number of entries on their way into a tree that is being built: collected, sorted, put
 * in.
 *
 * <p>A tree filled in order has full nodes; one filled in a few sorted runs at least walks through
 * its leaves once for each run, instead of jumping about. Memory is bounded by {@link #MAX_BYTES},
 * whatever the number of rows.
 *
 * <p>Threading: one thread; close gives the memory back.
 */
final class EntryRun implements AutoCloseable {
  /** Bytes of one buffer; entries wider than a long need two. */
  static final int MAX_BYTES = 16 << 20;

  private final BPlusTree tree;
  private final int entryBytes;
  private final int capacity;
  private final Arena arena = Arena.ofConfined();
  private long entries;
  private long spare;
  private long[] longs = new long[0];
  private int count;

  /**
   * Begins with no entries.
   *
   * @param expected how many entries will come at most; decides the memory, not what is right
   */
  EntryRun(BPlusTree tree, int entryBytes, long expected) {
    this(tree, entryBytes, expected, MAX_BYTES);
  }

  EntryRun(BPlusTree tree, int entryBytes, long expected, int maxBytes) {
    this.tree = tree;
    this.entryBytes = entryBytes;
    this.capacity = (int) Math.max(1, Math.min(expected, maxBytes / entryBytes));
    if (entryBytes == Long.BYTES) {
      longs = new long[capacity];
      entries = arena.allocate(Long.BYTES, Long.BYTES).address();
    } else {
      entries = arena.allocate((long) capacity * entryBytes, Long.BYTES).address();
      spare = arena.allocate((long) capacity * entryBytes, Long.BYTES).address();
    }
  }

  /** Takes a copy of an entry; sorts and puts in what there is if it is enough. */
  void add(long entry) {
    if (entryBytes == Long.BYTES) {
      // Signed order of these is the unsigned order of the bytes.
      longs[count++] = Long.reverseBytes(Memory.getLong(entry)) ^ Long.MIN_VALUE;
    } else {
      Memory.copy(entry, at(entries, count++), entryBytes);
    }
    if (count == capacity) {
      flush();
    }
  }

  /** Puts in what is left. */
  void flush() {
    if (entryBytes == Long.BYTES) {
      Arrays.sort(longs, 0, count);
      for (int i = 0; i < count; i++) {
        Memory.putLong(entries, Long.reverseBytes(longs[i] ^ Long.MIN_VALUE));
        tree.insert(entries);
      }
    } else {
      sort();
      for (int i = 0; i < count; i++) {
        tree.insert(at(entries, i));
      }
    }
    count = 0;
  }

  /** Merge sort from below, between the two buffers. */
  private void sort() {
    for (int width = 1; width < count; width <<= 1) {
      for (int from = 0; from < count; from += 2 * width) {
        merge(from, Math.min(from + width, count), Math.min(from + 2 * width, count));
      }
      long sorted = spare;
      spare = entries;
      entries = sorted;
    }
  }

  private void merge(int from, int middle, int end) {
    int left = from;
    int right = middle;
    for (int to = from; to < end; to++) {
      boolean takesLeft =
          right == end
              || (left < middle
                  && Memory.compare(at(entries, left), at(entries, right), entryBytes) < 0);
      Memory.copy(at(entries, takesLeft ? left++ : right++), at(spare, to), entryBytes);
    }
  }

  private long at(long buffer, int position) {
    return buffer + (long) position * entryBytes;
  }

  @Override
  public void close() {
    arena.close();
  }
}
