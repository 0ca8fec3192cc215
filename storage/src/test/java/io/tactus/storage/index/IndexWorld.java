package io.tactus.storage.index;

import io.tactus.storage.page.FramePool;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.lang.foreign.Arena;
import java.util.List;

/** An index over rows of one key field that lie in an array instead of a table. */
final class IndexWorld implements IndexPages, AutoCloseable {
  private static final long SEED = 0x5EED;
  private static final int ROW_BYTES = 16;
  private static final int NEIGHBOUR_BITS = 3;

  private final Arena arena = Arena.ofConfined();
  private final FramePool pool = new FramePool(20_000);
  private final PageSpace space = new PageSpace(pool, 15_000, 1L << 28);
  private final long rows;
  private final int directoryArea = space.createArea();
  private final int bucketArea = space.createArea();
  private final HashIndex index;

  IndexWorld(int maxSlots) {
    this(maxSlots, NEIGHBOUR_BITS);
  }

  /** As one made when so many bits of a key were left out of its hash. */
  IndexWorld(int maxSlots, int neighbourBits) {
    rows = arena.allocate((long) maxSlots * ROW_BYTES).address();
    TableDefinition definition =
        TableDefinition.of(
            1, "keys", List.of(Field.of(1, "id", FieldType.of(TypeKind.U64))), List.of("id"));
    KeyFields key = new KeyFields(new RowLayout(definition), List.of("id"));
    HashIndex.format(space, directoryArea, bucketArea, key);
    space.putInt(directoryArea, 0, IndexSearch.NEIGHBOUR_BITS_OFFSET, neighbourBits);
    long scratch = arena.allocate(Page.SIZE_BYTES).address();
    index = new HashIndex(space, this, key, SEED, directoryArea, bucketArea, scratch);
    space.commit();
  }

  void insert(int slot, long key) {
    Memory.putLong(row(slot) + 8, key);
    index.insert(row(slot), slot);
  }

  void insertAs(int fragment, int slot, long key) {
    Memory.putLong(row(slot) + 8, key);
    index.insertAs(fragment, slot);
  }

  void remove(int slot) {
    index.remove(row(slot), slot);
  }

  void removeAs(int fragment, int slot) {
    index.removeAs(fragment, slot);
  }

  boolean contains(int fragment, int slot) {
    long bucket = bucketPage(IndexSearch.bucketOf(this, fragment));
    return BucketPage.positionOf(bucket, BucketPage.entryOf(fragment, slot)) >= 0;
  }

  long find(long key) {
    Memory.putLong(rows, key);
    return index.find(rows);
  }

  /** The number of the bucket that a key belongs in. */
  long bucketOf(long key) {
    Memory.putLong(rows, key);
    return index.bucketNumber(index.fragmentOf(rows));
  }

  long mark() {
    return space.mark();
  }

  void rollbackTo(long mark) {
    space.rollbackTo(mark);
  }

  void commit() {
    space.commit();
  }

  /** Entries as the buckets count them, and as they lie in them. */
  long entries() {
    long counted = 0;
    for (long page = 0; page < space.pageCount(bucketArea); page++) {
      long bucket = bucketPage(page);
      int there = 0;
      for (int i = 0; i < BucketPage.CAPACITY; i++) {
        there += BucketPage.entry(bucket, i) == 0 ? 0 : 1;
      }
      if (there != BucketPage.count(bucket)) {
        throw new AssertionError("bucket " + page + " counts " + BucketPage.count(bucket));
      }
      counted += there;
    }
    return counted;
  }

  long pages() {
    return space.pageCount(directoryArea) + space.pageCount(bucketArea);
  }

  @Override
  public long directoryPage(long page) {
    return space.read(directoryArea, page);
  }

  @Override
  public long bucketPage(long page) {
    return space.read(bucketArea, page);
  }

  @Override
  public long row(long slot) {
    return rows + slot * ROW_BYTES;
  }

  @Override
  public void close() {
    space.close();
    pool.close();
    arena.close();
  }
}
