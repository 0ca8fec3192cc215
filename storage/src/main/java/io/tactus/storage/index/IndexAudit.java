package io.tactus.storage.index;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.Version;

/** Walks all pages of an index and checks that they agree with each other. Cold. */
public final class IndexAudit {

  private IndexAudit() {}

  /**
   * Returns the number of entries.
   *
   * @throws IllegalStateException if a bucket's count, an entry's bucket or the directory is wrong
   */
  public static long entries(Version version, int directoryArea, int bucketArea) {
    int depth = Memory.getInt(version.address(directoryArea, 0) + IndexSearch.DEPTH_OFFSET);
    long entries = 0;
    for (long page = 0; page < version.pageCount(bucketArea); page++) {
      long bucket = version.address(bucketArea, page);
      require(BucketPage.depth(bucket) <= depth, "bucket " + page + " is deeper than " + depth);
      int there = 0;
      for (int i = 0; i < BucketPage.CAPACITY; i++) {
        long entry = BucketPage.entry(bucket, i);
        if (entry != 0) {
          there++;
          int position = BucketPage.fragmentOf(entry) & ((1 << depth) - 1);
          require(
              bucketAt(version, directoryArea, position) == page,
              "bucket " + page + " holds an entry of another bucket");
        }
      }
      require(there == BucketPage.count(bucket), "bucket " + page + " does not hold its count");
      entries += there;
    }
    return entries;
  }

  private static long bucketAt(Version version, int directoryArea, int position) {
    long at = IndexSearch.directoryByte(position);
    long address = version.address(directoryArea, at >>> Page.SHIFT);
    return Memory.getInt(address + (at & Page.MASK)) & 0xFFFFFFFFL;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
