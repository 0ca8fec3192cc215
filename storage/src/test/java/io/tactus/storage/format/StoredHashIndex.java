package io.tactus.storage.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.storage.page.Page;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;

/** A unique hash index, directory and buckets, read by docs/FORMAT.md. */
final class StoredHashIndex {
  private static final int ENTRY_BYTES = 8;
  private static final int GROUP = 4;

  private final StoredPages pages;
  private final int directoryArea;
  private final int bucketArea;
  private final int depth;
  private final int neighbourBits;

  StoredHashIndex(StoredPages pages, int directoryArea, int bucketArea) {
    this.pages = pages;
    this.directoryArea = directoryArea;
    this.bucketArea = bucketArea;
    ByteBuffer first = pages.page(directoryArea, 0);
    depth = pages.integer(first, "depth");
    neighbourBits = pages.integer(first, "neighbour bits");
  }

  int depth() {
    return depth;
  }

  int neighbourBits() {
    return neighbourBits;
  }

  /** Returns the slots with a fragment, in the order of probing. */
  Set<Long> slots(int fragment) {
    ByteBuffer bucket = pages.page(bucketArea, bucketOf(fragment & ((1 << depth) - 1)));
    int capacity = (Page.SIZE_BYTES - pages.part("slot").offset()) / ENTRY_BYTES;
    int groups = capacity / GROUP;
    int at = (int) (((fragment & 0xFFFF_FFFFL) * groups) >>> 32) * GROUP;
    Set<Long> slots = new TreeSet<>();
    long slot;
    while ((slot = pages.number(bucket, 0, "slot", at, ENTRY_BYTES)) != 0) {
      if ((int) pages.number(bucket, 0, "fragment", at, ENTRY_BYTES) == fragment) {
        slots.add(slot);
      }
      at = (at + 1) % capacity;
    }
    return slots;
  }

  private long bucketOf(int position) {
    long at = pages.part("bucket page").offset() + 4L * position;
    ByteBuffer page = pages.page(directoryArea, at / Page.SIZE_BYTES);
    return page.getInt((int) (at % Page.SIZE_BYTES)) & 0xFFFF_FFFFL;
  }

  /** Returns how many entries the buckets count, having compared that with what is in them. */
  long entries() {
    long entries = 0;
    for (long number = 0; number < pages.pageCount(bucketArea); number++) {
      ByteBuffer bucket = pages.page(bucketArea, number);
      int there = 0;
      for (int at = pages.part("bucket head").offset(); at < pages.part("slot").offset(); at++) {
        assertEquals(0, bucket.get(at), "bucket " + number + ", byte " + at);
      }
      int bits = pages.integer(bucket, "bucket depth");
      Set<Integer> ends = new TreeSet<>();
      for (int at = pages.part("slot").offset();
          at + ENTRY_BYTES <= Page.SIZE_BYTES;
          at += ENTRY_BYTES) {
        if (bucket.getInt(at) != 0) {
          there++;
          ends.add(bucket.getInt(at + Integer.BYTES) & ((1 << bits) - 1));
        }
      }
      assertEquals(there, pages.integer(bucket, "entries"), "bucket " + number);
      assertEquals(1, ends.size(), "bucket " + number + ": low bits in common");
      entries += there;
    }
    return entries;
  }
}
