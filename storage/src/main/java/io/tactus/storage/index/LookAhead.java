package io.tactus.storage.index;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageCopies;

/**
 * Reads what several look-ups in unique hash indexes are going to read, all at once, so that memory
 * answers them together: whoever knows the keys of the next writes need not wait for memory twice
 * for each of them. Pages that are said to be written are copied here, together, too.
 *
 * <pre>
 *  one by one:  bucket 1 … row 1 … copy … bucket 2 … row 2 … copy … bucket 3 … row 3 … copy …
 *  together:    bucket 1, 2, 3 … row 1, 2, 3 … copy 1, 2, 3 …
 * </pre>
 *
 * <p>Changes no contents and finds nothing: a row that is not where it usually is, or that will
 * have moved by then, costs its own look-up the time that this would have saved; one that is not
 * written after all costs the copy of its page.
 *
 * <p>Threading: the owner of the working state only. Allocates nothing.
 */
public final class LookAhead {
  /** Keys that are looked up together; many more would drive each other out of the near caches. */
  public static final int KEYS = 16;

  /** Fewer pages stay in a near cache, where looking ahead costs more than it saves. */
  public static final int FEW_PAGES = 128;

  private final HashIndex[] indexes = new HashIndex[KEYS];
  private final RowPlaces[] places = new RowPlaces[KEYS];
  private final UpcomingUse[] uses = new UpcomingUse[KEYS];
  private final int[] fragments = new int[KEYS];
  private final long[] bucketNumbers = new long[KEYS];
  private final long[] buckets = new long[KEYS];
  private final long[] slots = new long[KEYS];
  private final long[] rows = new long[KEYS];
  private int count;

  /** Kept, so that no compiler leaves the reading out. */
  private long seen;

  /** Tells whether no more keys can be added before {@link #read}. */
  public boolean isFull() {
    return count == KEYS;
  }

  /** Adds a key, given by its image; only while there is room. */
  void add(HashIndex index, long keyAddress, RowPlaces newPlaces, UpcomingUse use) {
    int fragment = index.fragmentOf(keyAddress);
    indexes[count] = index;
    places[count] = newPlaces;
    uses[count] = use;
    fragments[count] = fragment;
    bucketNumbers[count] = index.bucketNumber(fragment);
    buckets[count] = index.bucket(bucketNumbers[count]);
    count++;
  }

  /**
   * Reads buckets and rows of the keys added, copies the pages that will be written, and begins
   * anew. If anything will be, a transaction is open.
   */
  public void read() {
    long sum = seen;
    for (int i = 0; i < count; i++) {
      sum += BucketPage.entry(buckets[i], BucketPage.home(fragments[i]));
      if (uses[i].bucketWritten()) {
        sum += PageCopies.readAhead(buckets[i]);
      }
    }
    for (int i = 0; i < count; i++) {
      slots[i] = BucketPage.slotNear(buckets[i], fragments[i]);
      rows[i] = slots[i] == 0 ? 0 : indexes[i].row(slots[i]);
    }
    for (int i = 0; i < count; i++) {
      if (rows[i] != 0) {
        sum += Memory.getLong(rows[i]);
        sum += Memory.getLong(rows[i] + places[i].rowBytes() - Long.BYTES);
        if (uses[i].rowWritten()) {
          sum += PageCopies.readAhead(rows[i]);
        }
      }
    }
    seen = sum;
    open();
    count = 0;
  }

  /** Those of one index together; all of them usually are. */
  private void open() {
    for (int i = 0; i < count; ) {
      HashIndex index = indexes[i];
      PageCopies copies = index.copies();
      for (; i < count && indexes[i] == index; i++) {
        if (uses[i].bucketWritten()) {
          copies.open(index.bucketArea(), bucketNumbers[i]);
        }
        if (uses[i].rowWritten() && slots[i] != 0) {
          copies.open(places[i].rowsArea(), places[i].page(slots[i]));
        }
      }
      copies.finish();
    }
  }
}
