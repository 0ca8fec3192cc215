package io.tactus.storage.index;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;

/**
 * Finding a key: directory, bucket, row. The same code for writer and readers.
 *
 * <p>Directory area: {@code depth} as an int at byte 0, at byte 4 how many bits of a key are left
 * out of its hash ({@link KeyFragment}), then from byte 8 on 2^depth ints, the bucket page for each
 * value of the fragment's low bits. The low bits, so that doubling appends a copy and moves
 * nothing.
 *
 * <p>Threading: stateless.
 */
public final class IndexSearch {
  static final int DEPTH_OFFSET = 0;
  static final int NEIGHBOUR_BITS_OFFSET = 4;
  static final int TABLE_OFFSET = 8;

  private IndexSearch() {}

  /** Returns the slot of the row with this key, given its fragment, or 0. */
  public static long find(IndexPages pages, KeyFields key, int fragment, long keyAddress) {
    long bucket = pages.bucketPage(bucketOf(pages, fragment));
    long near = BucketPage.slotNear(bucket, fragment);
    if (near != 0 && key.matches(pages.row(near), keyAddress)) {
      return near;
    }
    return walk(pages, key, fragment, bucket, keyAddress);
  }

  /**
   * Returns the address of the group of entries in which a fragment most likely is.
   *
   * @param fragment 0 to 2^32 - 1
   */
  public static long homeGroup(long bucket, long fragment) {
    return BucketPage.homeGroup(bucket, fragment);
  }

  /** Returns the address of the group in which it is next. */
  public static long nextGroup(long group) {
    return BucketPage.nextGroup(group);
  }

  /**
   * Returns what {@link #isMatch} and {@link #slotOf} say of the entries of a group with a
   * fragment.
   *
   * @param fragment 0 to 2^32 - 1
   */
  public static long leastRank(long group, long fragment) {
    return BucketPage.leastRank(group, fragment);
  }

  /** Tells whether one of the entries has the fragment, or is empty if the fragment is 0. */
  public static boolean isMatch(long rank) {
    return BucketPage.isMatch(rank);
  }

  /** Returns the slot of that entry, 0 if it is empty. */
  public static long slotOf(long rank) {
    return BucketPage.slotOf(rank);
  }

  /**
   * Returns what {@link #find} does, given the key's fragment and its bucket: entry by entry to the
   * first empty one.
   */
  public static long walk(
      IndexPages pages, KeyFields key, int fragment, long bucket, long keyAddress) {
    int at = BucketPage.probe(bucket, fragment, BucketPage.home(fragment));
    while (at >= 0) {
      long slot = BucketPage.slotOf(BucketPage.entry(bucket, at));
      if (key.matches(pages.row(slot), keyAddress)) {
        return slot;
      }
      at = BucketPage.probe(bucket, fragment, BucketPage.next(at));
    }
    return 0;
  }

  /** Returns the slot of a row other than {@code exceptSlot} with the key of {@code row}, or 0. */
  static long findSame(IndexPages pages, KeyFields key, int fragment, long row, long exceptSlot) {
    long bucket = pages.bucketPage(bucketOf(pages, fragment));
    int at = BucketPage.probe(bucket, fragment, BucketPage.home(fragment));
    while (at >= 0) {
      long slot = BucketPage.slotOf(BucketPage.entry(bucket, at));
      if (slot != exceptSlot && key.sameKey(pages.row(slot), row)) {
        return slot;
      }
      at = BucketPage.probe(bucket, fragment, BucketPage.next(at));
    }
    return 0;
  }

  /** Returns how many bits of a fragment the directory looks at. */
  public static int depth(IndexPages pages) {
    return Memory.getInt(pages.directoryPage(0) + DEPTH_OFFSET);
  }

  /** Returns how many bits of a key are left out of its hash. */
  public static int neighbourBits(IndexPages pages) {
    return Memory.getInt(pages.directoryPage(0) + NEIGHBOUR_BITS_OFFSET);
  }

  static long bucketOf(IndexPages pages, int fragment) {
    long first = pages.directoryPage(0);
    int depth = Memory.getInt(first + DEPTH_OFFSET);
    long at = directoryByte(fragment & ((1 << depth) - 1));
    long page = at >>> Page.SHIFT;
    long address = page == 0 ? first : pages.directoryPage(page);
    return Memory.getInt(address + (at & Page.MASK)) & 0xFFFFFFFFL;
  }

  /** Returns the byte of the directory at which the bucket for these low bits is named. */
  public static long directoryByte(long position) {
    return TABLE_OFFSET + position * Integer.BYTES;
  }
}
