package io.tactus.storage.index;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;

/**
 * One bucket: a page of eight-byte entries with open addressing (linear probing).
 *
 * <pre>
 *   0        4        8        32                       64
 *   +--------+--------+--------+------------------------+------------------------+--
 *   | count  | depth  |   0    | group 0: entries 0–3   | group 1: entries 4–7   | …
 *   +--------+--------+--------+------------------------+------------------------+--
 *   entry    low 32 bits: slot of the row, never 0 · high 32 bits: fragment of the hash
 *            0: empty
 * </pre>
 *
 * <p>A fragment's home is a group: its place as a fraction of 2^32, so it is led by the fragment's
 * high bits; the directory uses the low ones. An entry lies in the first empty place from the
 * beginning of its home on. No group lies in two lines of memory, so a look-up mostly waits for
 * one. A bucket splits at {@link #MAX_ENTRIES} of {@link #CAPACITY}, so that a probe always meets
 * an empty entry soon.
 *
 * <p>Threading: stateless functions over an address.
 */
final class BucketPage {
  static final int COUNT_OFFSET = 0;
  static final int DEPTH_OFFSET = COUNT_OFFSET + Integer.BYTES;
  static final int ENTRY_BYTES = Long.BYTES;

  /**
   * Entries that are looked at together, half a line of memory. Five in six of a bucket about to
   * split are in their home, nearly all of a fresh one; with eight every look-up was longer by more
   * than it saved some of them.
   */
  static final int GROUP = 4;

  private static final int GROUP_SHIFT = 5;

  static final int ENTRIES_OFFSET = 1 << GROUP_SHIFT;
  private static final int GROUPS = Page.SIZE_BYTES / ENTRIES_OFFSET - 1;
  static final int CAPACITY = (Page.SIZE_BYTES - ENTRIES_OFFSET) / ENTRY_BYTES;

  static final int MAX_ENTRIES = CAPACITY * 4 / 5;

  private static final long SLOT_MASK = 0xFFFFFFFFL;

  /** The highest rank of an entry that has the fragment: the one above any slot. */
  private static final long LAST_MATCH = Long.MIN_VALUE | SLOT_MASK;

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
    return ((long) fragment << Integer.SIZE) | slot;
  }

  static int fragmentOf(long entry) {
    return (int) (entry >>> Integer.SIZE);
  }

  /** Returns the slot of an entry, or of a rank that {@link #isMatch}. */
  static long slotOf(long entry) {
    return entry & SLOT_MASK;
  }

  /** Returns the position at which the probe for a fragment begins. */
  static int home(int fragment) {
    return (int) ((Integer.toUnsignedLong(fragment) * GROUPS) >>> Integer.SIZE) * GROUP;
  }

  static int next(int position) {
    int next = position + 1;
    return next == CAPACITY ? 0 : next;
  }

  /** Returns the address of the group in which the probe for a fragment begins. */
  static long homeGroup(long page, long fragment) {
    return page + ENTRIES_OFFSET + (((fragment * GROUPS) >>> Integer.SIZE) << GROUP_SHIFT);
  }

  /** Returns the address of the group behind another, the first behind the last. */
  static long nextGroup(long group) {
    long next = group + (1 << GROUP_SHIFT);
    return (next & Page.MASK) == 0 ? next - (GROUPS << GROUP_SHIFT) : next;
  }

  /**
   * Returns the least rank in a group: {@link #isMatch} tells whether an entry there has the
   * fragment, {@link #slotOf} which slot, the least if there are several. Nothing here branches on
   * what an entry holds: where in the group it lies cannot be guessed, and after a wrong guess the
   * processor throws away the reads it has begun ahead, which is most of what hides the memory
   * behind many look-ups.
   *
   * <p>A rank is the difference to the fragment above the slot, with its highest bit turned over:
   * that of an entry that has the fragment is less than those of all that have not. The least of
   * four is a short matter.
   *
   * @param group address of a group of a bucket
   * @param fragment 0 to 2^32 - 1
   */
  static long leastRank(long group, long fragment) {
    long wanted = (fragment ^ 0x80000000L) << Integer.SIZE;
    return Math.min(
        Math.min(rank(group, wanted), rank(group + ENTRY_BYTES, wanted)),
        Math.min(rank(group + 2 * ENTRY_BYTES, wanted), rank(group + 3 * ENTRY_BYTES, wanted)));
  }

  private static long rank(long entryAddress, long wanted) {
    return Memory.getLong(entryAddress) ^ wanted;
  }

  /** Tells whether a rank is that of an entry with the fragment; an empty entry's slot is 0. */
  static boolean isMatch(long rank) {
    return rank <= LAST_MATCH;
  }

  /**
   * Returns the least slot with this fragment in its home, or 0 if there is none: then it may still
   * be behind it.
   */
  static long slotNear(long page, int fragment) {
    long unsigned = Integer.toUnsignedLong(fragment);
    long rank = leastRank(homeGroup(page, unsigned), unsigned);
    return isMatch(rank) ? slotOf(rank) : 0;
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
