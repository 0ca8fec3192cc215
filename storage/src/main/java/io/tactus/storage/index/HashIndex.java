package io.tactus.storage.index;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.PageCopies;
import io.tactus.storage.page.PageSpace;

/**
 * The writer's side of an index: extendible hashing (Fagin et al., 1979) over pages.
 *
 * <p>A full bucket splits in two by one more bit of the hash; when a bucket already uses all the
 * bits the directory knows, the directory doubles first. Buckets do not merge: a table that has
 * shrunk keeps its index pages until no row is left, or few. Everything is written through the undo
 * log.
 *
 * <p>Threading: the writer's thread only.
 */
public final class HashIndex implements TableIndex {
  /** The directory's most bits: 2^24 buckets hold more rows than 32-bit slots can name. */
  static final int MAX_DEPTH = 24;

  /**
   * The bits by which a split and the three after it part a bucket; one that none of them parts is
   * full. With pages of 4 KiB chance leaves a bucket whole once in some 2^50 splits, with pages of
   * 1 KiB, of which one holds a dozen groups of neighbouring keys, once in 2^12; four times in a
   * row once in 2^48. Keys chosen to collide do it every time, and the directory must not grow
   * without end for them.
   */
  private static final int SPLIT_BITS = 0b1111;

  private final PageSpace space;
  private final IndexPages pages;
  private final KeyFields key;
  private final long seed;
  private final int directoryArea;
  private final int bucketArea;
  private final long scratch;
  private final PageCopies copies;
  private final int neighbourBits;

  /**
   * Opens an index.
   *
   * @param pages this index's pages and its table's rows in {@code space}
   * @param scratch address of room for one page, used within a call only
   */
  public HashIndex(
      PageSpace space,
      IndexPages pages,
      KeyFields key,
      long seed,
      int directoryArea,
      int bucketArea,
      long scratch) {
    this.space = space;
    this.pages = pages;
    this.key = key;
    this.seed = seed;
    this.directoryArea = directoryArea;
    this.bucketArea = bucketArea;
    this.scratch = scratch;
    this.copies = new PageCopies(space);
    this.neighbourBits = IndexSearch.neighbourBits(pages);
    space.scatter(bucketArea);
  }

  /** Gives two new, empty areas the shape of an empty index. */
  public static void format(PageSpace space, int directoryArea, int bucketArea, KeyFields key) {
    // Else all zero is right: depth 0, whose only directory entry names bucket 0, which is empty.
    long page = space.appendPage(directoryArea);
    int bits = KeyFragment.neighbourBits(key);
    space.putInt(directoryArea, page, IndexSearch.NEIGHBOUR_BITS_OFFSET, bits);
    space.appendPage(bucketArea);
  }

  /** Returns the key this index is over. */
  public KeyFields key() {
    return key;
  }

  /** Returns the slot of the row with this key, or 0. */
  public long find(long keyAddress) {
    return IndexSearch.find(pages, key, fragmentOf(keyAddress), keyAddress);
  }

  /**
   * Has a later {@link LookAhead#read} bring near what {@link #find} reads, if there is room, and
   * if the table is not so small that all of it is near.
   */
  public void lookAhead(long keyAddress, RowPlaces places, UpcomingUse use, LookAhead ahead) {
    if (!ahead.isFull() && space.pageCount(places.rowsArea()) >= LookAhead.FEW_PAGES) {
      ahead.add(this, keyAddress, places, use);
    }
  }

  int fragmentOf(long keyAddress) {
    return KeyFragment.of(key, keyAddress, seed, neighbourBits);
  }

  /** Returns the number of the bucket for a fragment. */
  long bucketNumber(int fragment) {
    return IndexSearch.bucketOf(pages, fragment);
  }

  /** Returns the address of a bucket. */
  long bucket(long number) {
    return pages.bucketPage(number);
  }

  int bucketArea() {
    return bucketArea;
  }

  /** Returns the address of the row in a slot. */
  long row(long slot) {
    return pages.row(slot);
  }

  /** Returns what opens pages of the working state together. */
  PageCopies copies() {
    return copies;
  }

  @Override
  public boolean holds(long row) {
    return !key.hasNull(row);
  }

  @Override
  public boolean sameEntry(long oldRow, long newRow) {
    return key.hasNull(oldRow) == key.hasNull(newRow) && key.sameKey(oldRow, newRow);
  }

  @Override
  public long conflict(long row, long exceptSlot) {
    return key.hasNull(row) ? 0 : IndexSearch.findSame(pages, key, fragment(row), row, exceptSlot);
  }

  @Override
  public void insert(long row, long slot) {
    insertAs(fragment(row), slot);
  }

  @Override
  public void remove(long row, long slot) {
    removeAs(fragment(row), slot);
  }

  /** Returns the fragment under which a row is entered. */
  int fragment(long row) {
    return KeyFragment.ofRow(key, row, scratch, seed, neighbourBits);
  }

  /** Enters a slot under a fragment. */
  void insertAs(int fragment, long slot) {
    long bucket = IndexSearch.bucketOf(pages, fragment);
    long address = space.read(bucketArea, bucket);
    while (BucketPage.count(address) >= BucketPage.MAX_ENTRIES) {
      split(bucket, fragment);
      bucket = IndexSearch.bucketOf(pages, fragment);
      address = space.read(bucketArea, bucket);
    }
    int count = BucketPage.count(address);
    int at = BucketPage.vacancy(address, fragment);
    space.putLong(bucketArea, bucket, BucketPage.offset(at), BucketPage.entryOf(fragment, slot));
    space.putInt(bucketArea, bucket, BucketPage.COUNT_OFFSET, count + 1);
  }

  /** Takes a row out; it must have been entered under this fragment. */
  void removeAs(int fragment, long slot) {
    long bucket = IndexSearch.bucketOf(pages, fragment);
    long page = space.read(bucketArea, bucket);
    int hole = BucketPage.positionOf(page, BucketPage.entryOf(fragment, slot));
    if (hole < 0) {
      throw new IllegalStateException("index entry of slot " + slot + " is missing");
    }
    // What is read below is read where the page was before: no place is looked at again after it
    // has been written, and reading the copy would wait until all of it has been written.
    space.putInt(bucketArea, bucket, BucketPage.COUNT_OFFSET, BucketPage.count(page) - 1);
    // Backward shift (Knuth 6.4 R): close the hole with later entries of the run, so that no
    // tombstones pile up under churn.
    int at = hole;
    while (true) {
      at = BucketPage.next(at);
      long entry = BucketPage.entry(page, at);
      if (entry == 0) {
        break;
      }
      int home = BucketPage.home(BucketPage.fragmentOf(entry));
      if (!BucketPage.liesBetween(hole, home, at)) {
        space.putLong(bucketArea, bucket, BucketPage.offset(hole), entry);
        hole = at;
      }
    }
    space.putLong(bucketArea, bucket, BucketPage.offset(hole), 0);
  }

  @Override
  public void clear() {
    space.clear(directoryArea, 1);
    space.putInt(directoryArea, 0, IndexSearch.NEIGHBOUR_BITS_OFFSET, neighbourBits);
    space.clear(bucketArea, 1);
  }

  @Override
  public long pages() {
    return space.pageCount(directoryArea) + space.pageCount(bucketArea);
  }

  @Override
  public int leastPages() {
    return 2;
  }

  /** Buckets are split in halves by chance: few are less than a quarter full. */
  @Override
  public long mostPages(long rows) {
    if (rows <= BucketPage.MAX_ENTRIES) {
      return leastPages();
    }
    long buckets = 4 * (rows / BucketPage.MAX_ENTRIES + 1);
    long names = 4 * buckets; // as many bits more as two splits in a row take
    return buckets
        + (IndexSearch.directoryByte(Math.min(names, 1 << MAX_DEPTH)) >>> Page.SHIFT)
        + 1;
  }

  private void split(long bucket, int fragment) {
    int depth = BucketPage.depth(space.read(bucketArea, bucket));
    if (depth == IndexSearch.depth(pages)) {
      doubleDirectory(depth);
    }
    long sibling = space.appendPage(bucketArea); // The directory's depth limits how many.
    int bit = 1 << depth;
    long low = space.logged(bucketArea, bucket, 0, Page.SIZE_BYTES);
    Memory.copy(low, scratch, Page.SIZE_BYTES);
    Memory.zero(low, Page.SIZE_BYTES);
    // The new page needs no undo records: rolling back takes the whole page away.
    long high = space.write(bucketArea, sibling);
    Memory.putInt(low + BucketPage.DEPTH_OFFSET, depth + 1);
    Memory.putInt(high + BucketPage.DEPTH_OFFSET, depth + 1);
    int lowCount = 0;
    int highCount = 0;
    int differing = 0;
    for (int i = 0; i < BucketPage.CAPACITY; i++) {
      long entry = BucketPage.entry(scratch, i);
      if (entry == 0) {
        continue;
      }
      int part = BucketPage.fragmentOf(entry);
      boolean toHigh = (part & bit) != 0;
      long target = toHigh ? high : low;
      Memory.putLong(target + BucketPage.offset(BucketPage.vacancy(target, part)), entry);
      highCount += toHigh ? 1 : 0;
      lowCount += toHigh ? 0 : 1;
      differing |= part ^ fragment;
    }
    if (((differing >>> depth) & SPLIT_BITS) == 0) {
      throw full();
    }
    Memory.putInt(low + BucketPage.COUNT_OFFSET, lowCount);
    Memory.putInt(high + BucketPage.COUNT_OFFSET, highCount);
    int size = 1 << IndexSearch.depth(pages);
    for (int i = (fragment & (bit - 1)) | bit; i < size; i += bit << 1) {
      long at = IndexSearch.directoryByte(i);
      space.putInt(directoryArea, at >>> Page.SHIFT, (int) (at & Page.MASK), (int) sibling);
    }
  }

  private void doubleDirectory(int depth) {
    if (depth == MAX_DEPTH) {
      throw full();
    }
    int size = 1 << depth;
    long lastByte = IndexSearch.directoryByte(2L * size) - 1;
    while (space.pageCount(directoryArea) <= lastByte >>> Page.SHIFT) {
      space.appendPage(directoryArea);
    }
    int done = 0;
    while (done < size) {
      long from = IndexSearch.directoryByte(done);
      long to = IndexSearch.directoryByte(size + done);
      int room = Page.SIZE_BYTES - Math.max((int) (from & Page.MASK), (int) (to & Page.MASK));
      int bytes = Math.min(room, (size - done) * Integer.BYTES);
      int toOffset = (int) (to & Page.MASK);
      long target = space.logged(directoryArea, to >>> Page.SHIFT, toOffset, bytes);
      long source = space.read(directoryArea, from >>> Page.SHIFT);
      Memory.copy(source + (from & Page.MASK), target + toOffset, bytes);
      done += bytes / Integer.BYTES;
    }
    space.putInt(directoryArea, 0, IndexSearch.DEPTH_OFFSET, depth + 1);
  }

  private static Rejection full() {
    return new Rejection(RejectionCode.MEMORY_LIMIT, "an index holds no more rows");
  }
}
