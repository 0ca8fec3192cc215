package io.tactus.storage.index;

import io.tactus.storage.page.Memory;

/**
 * The 32 bits by which a unique hash index finds the place of a key: the low ones choose the
 * bucket, the high ones the place in it.
 *
 * <p>Keys of eight bytes that differ in their lowest bits only share a bucket, an eighth of it
 * apart. So rows that come or go in the order of generated ids change one page of the index where
 * scattered they would change eight, and buckets are as evenly filled as before: each holds 51 such
 * groups and more when it divides, of pages of 4 KiB.
 *
 * <pre>
 *   key 8 bytes      all but the lowest 3 bits              3
 *                    │ hash                                 │
 *   fragment         ▼ 32 bits  xor  ◄───── its highest bits┘
 *                    └ lowest: bucket
 *
 *   other keys       hash, 32 bits
 * </pre>
 *
 * <p>Threading: stateless functions.
 */
public final class KeyFragment {
  /** More would save little, and leave few groups for a bucket that divides to tell apart. */
  public static final int NEIGHBOUR_BITS = 3;

  private KeyFragment() {}

  /** Returns how many bits a new index leaves out of the hash. */
  static int neighbourBits(KeyFields key) {
    return key.keyBytes() == Long.BYTES ? NEIGHBOUR_BITS : 0;
  }

  /** Returns the fragment of a key image. */
  public static int of(KeyFields key, long keyAddress, long seed, int neighbourBits) {
    return key.keyBytes() == Long.BYTES
        ? ofEight(Memory.getLong(keyAddress), Hash64.start(seed), neighbourBits)
        : (int) key.hash(keyAddress, seed);
  }

  /** Returns the fragment of a row's key; {@code scratch} has room for a key image. */
  static int ofRow(KeyFields key, long row, long scratch, long seed, int neighbourBits) {
    if (key.eightAt() >= 0) {
      return ofEight(Memory.getLong(row + key.eightAt()), Hash64.start(seed), neighbourBits);
    }
    if (key.keyBytes() != Long.BYTES) {
      return (int) key.hashRow(row, scratch, seed); // mostly where the row lies, without a copy
    }
    key.extract(row, scratch);
    return ofEight(Memory.getLong(scratch), Hash64.start(seed), neighbourBits);
  }

  /**
   * Returns the fragment of a key image of eight bytes.
   *
   * @param hashStart of {@link Hash64#start}
   * @param neighbourBits 0 to 31
   */
  public static int ofEight(long key, long hashStart, int neighbourBits) {
    int neighbours = ((int) key << (Integer.SIZE - 1 - neighbourBits)) << 1;
    return (int) Hash64.ofEightFrom(key >>> neighbourBits, hashStart) ^ neighbours;
  }

  /**
   * Returns what the other method does with {@link #NEIGHBOUR_BITS}, without a sign: shorter, for
   * who looks up many keys.
   *
   * @return 0 to 2^32 - 1
   */
  public static long ofEight(long key, long hashStart) {
    long hash = Hash64.ofEightFrom(key >>> NEIGHBOUR_BITS, hashStart);
    return (hash ^ (key << (Integer.SIZE - NEIGHBOUR_BITS))) & 0xFFFFFFFFL;
  }
}
