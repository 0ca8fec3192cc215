package io.tactus.storage.index;

import io.tactus.storage.page.Memory;

/**
 * Reads what several look-ups in unique hash indexes are going to read, all at once, so that memory
 * answers them together: whoever knows the keys of the next commands need not wait for memory twice
 * for each of them.
 *
 * <pre>
 *  one by one:  bucket 1 … row 1 … bucket 2 … row 2 … bucket 3 … row 3 …
 *  together:    bucket 1, 2, 3 … row 1, 2, 3 …
 * </pre>
 *
 * <p>Changes nothing and finds nothing: a row that is not where it usually is, or that will have
 * moved by then, costs its own look-up the time that this would have saved.
 *
 * <p>Threading: the owner of the working state only. Allocates nothing.
 */
public final class LookAhead {
  /** Keys that are looked up together; many more would drive each other out of the near caches. */
  public static final int KEYS = 16;

  private final HashIndex[] indexes = new HashIndex[KEYS];
  private final int[] fragments = new int[KEYS];
  private final long[] buckets = new long[KEYS];
  private final long[] rows = new long[KEYS];
  private final int[] lastWords = new int[KEYS];
  private int count;

  /** Kept, so that no compiler leaves the reading out. */
  private long seen;

  /** Tells whether no more keys can be added before {@link #read}. */
  public boolean isFull() {
    return count == KEYS;
  }

  /** Adds a key, given by its image; only while there is room. */
  void add(HashIndex index, long keyAddress, int rowBytes) {
    int fragment = index.fragmentOf(keyAddress);
    indexes[count] = index;
    fragments[count] = fragment;
    buckets[count] = index.bucketOf(fragment);
    lastWords[count] = rowBytes - Long.BYTES;
    count++;
  }

  /** Reads buckets and rows of the keys added, and begins anew. */
  public void read() {
    long sum = seen;
    for (int i = 0; i < count; i++) {
      sum += BucketPage.entry(buckets[i], BucketPage.home(fragments[i]));
    }
    for (int i = 0; i < count; i++) {
      rows[i] = indexes[i].rowNear(buckets[i], fragments[i]);
    }
    for (int i = 0; i < count; i++) {
      if (rows[i] != 0) {
        sum += Memory.getLong(rows[i]) + Memory.getLong(rows[i] + lastWords[i]);
      }
    }
    seen = sum;
    count = 0;
  }
}
