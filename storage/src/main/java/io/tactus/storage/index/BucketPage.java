package io.tactus.storage.index;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;

/**
 * One bucket: a page of eight-byte entries with open addressing (linear probing).
 *
 * <pre>
 *   0        4        8                 16
 *   +--------+--------+-----------------+-----------------+--
 *   | count  | depth  | entry 0         | entry 1         | …  CAPACITY entries
 *   +--------+--------+-----------------+-----------------+--
 *   entry    low 32 bits: fragment of the hash · high 32 bits: slot of the row, never 0
 *            0: empty
 * </pre>
 *
 * <p>A fragment's home is its place as a fraction of 2^32, so it is led by the fragment's high
 * bits; the directory uses the low ones. A bucket splits at {@link #MAX_ENTRIES} of {@link
 * #CAPACITY}, so that a probe always meets an empty entry soon.
 *
 * <p>Threading: stateless functions over an address.
 */
final class BucketPage {
  static final int COUNT_OFFSET = 0;
  static final int DEPTH_OFFSET = COUNT_OFFSET + Integer.BYTES;
  static final int ENTRIES_OFFSET = DEPTH_OFFSET + Integer.BYTES;
  static final int ENTRY_BYTES = Long.BYTES;
  static final int CAPACITY = (Page.SIZE_BYTES - ENTRIES_OFFSET) / ENTRY_BYTES;

  /**
   * Entries that {@link #slotNear} looks at. Six in seven of a bucket about to split are so near,
   * nearly all of a fresh one; eight made every look-up longer than it saved some of them.
   */
  private static final int NEAR = 4;

  static final int MAX_ENTRIES = CAPACITY * 4 / 5;

  private BucketPage() {}

  static int count(long page) {
    return Memory.getInt(page + COUNT_OFFSET);
  }

  static int depth(long page) {
    return Memory.getInt(page + DEPTH_OFFSET);
  }

  static int offset(int position) {
    return ENTRIES_OFFSET + position * ENTRY_BYTES;
  }

  static long entry(long page, int position) {
    return Memory.getLong(page + offset(position));
  }

  static long entryOf(int fragment, long slot) {
    return (slot << 32) | (fragment & 0xFFFFFFFFL);
  }

  static int fragmentOf(long entry) {
    return (int) entry;
  }

  static long slotOf(long entry) {
    return entry >>> 32;
  }

  static int home(int fragment) {
    return (int) (((fragment & 0xFFFFFFFFL) * CAPACITY) >>> 32);
  }

  static int next(int position) {
    int next = position + 1;
    return next == CAPACITY ? 0 : next;
  }

  /**
   * Returns the least slot with this fragment among {@link #NEAR} entries from its home on, or 0 if
   * that did not find one. Nothing here branches on what an entry holds: where among them it lies
   * cannot be guessed, and after a wrong guess the processor throws away the reads it has begun
   * ahead, which is most of what hides the memory behind many look-ups.
   *
   * <p>With the fragments' difference above the slot, and its highest bit turned over, an entry
   * that has the fragment is less than all that have not: the least of four is a short matter.
   */
  static long slotNear(long page, int fragment) {
    long home = home(fragment);
    if (home > CAPACITY - NEAR) {
      return 0;
    }
    long first = page + ENTRIES_OFFSET + home * ENTRY_BYTES;
    long wanted = Integer.toUnsignedLong(fragment ^ 0x80000000);
    long least =
        Math.min(
            Math.min(rank(first, wanted), rank(first + ENTRY_BYTES, wanted)),
            Math.min(rank(first + 2 * ENTRY_BYTES, wanted), rank(first + 3 * ENTRY_BYTES, wanted)));
    return least >>> 32 == 0x80000000L ? least & 0xFFFFFFFFL : 0;
  }

  private static long rank(long entryAddress, long wanted) {
    return Long.rotateLeft(Memory.getLong(entryAddress) ^ wanted, 32);
  }

  /** Returns the first position from {@code position} on with this fragment, or -1. */
  static int probe(long page, int fragment, int position) {
    int at = position;
    long entry;
    while ((entry = entry(page, at)) != 0) {
      if (fragmentOf(entry) == fragment) {
        return at;
      }
      at = next(at);
    }
    return -1;
  }

  /** Returns the position of exactly this entry, or -1. */
  static int positionOf(long page, long wanted) {
    int at = home(fragmentOf(wanted));
    long entry;
    while ((entry = entry(page, at)) != 0) {
      if (entry == wanted) {
        return at;
      }
      at = next(at);
    }
    return -1;
  }

  /** Returns the empty position where an entry of this fragment belongs. */
  static int vacancy(long page, int fragment) {
    int at = home(fragment);
    while (entry(page, at) != 0) {
      at = next(at);
    }
    return at;
  }

  /** Tells whether {@code home} lies in the ring after {@code from} and not after {@code to}. */
  static boolean liesBetween(int from, int home, int to) {
    return from <= to ? from < home && home <= to : from < home || home <= to;
  }
}
