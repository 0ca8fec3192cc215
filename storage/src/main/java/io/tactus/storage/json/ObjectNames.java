package io.tactus.storage.json;

import java.util.Arrays;

/**
 * The names seen so far in each object of a document: a hash table over (object, name), so that a
 * large object costs no more per name than a small one. Cleared by moving on to another generation.
 * Threading: one thread.
 */
public final class ObjectNames {

  private static final int INITIAL_CAPACITY = 256;

  private final long seed;
  private long[] hashes = new long[INITIAL_CAPACITY];
  private int[] generations = new int[INITIAL_CAPACITY];
  private int[] objects = new int[INITIAL_CAPACITY];
  private int[] starts = new int[INITIAL_CAPACITY];
  private int[] ends = new int[INITIAL_CAPACITY];
  private int generation;
  private int size;
  private byte[] left = new byte[64];
  private byte[] right = new byte[64];

  /**
   * Creates an empty table.
   *
   * @param seed any number clients cannot guess: it keeps them from choosing names that collide
   */
  public ObjectNames(long seed) {
    this.seed = seed;
  }

  /** Forgets all names. */
  public void clear() {
    size = 0;
    if (++generation == 0) {
      Arrays.fill(generations, 0);
      generation = 1;
    }
  }

  /**
   * Adds a name of an object; false if that object has it already.
   *
   * @param from index after the opening quote of a name in a validated document
   * @param to index of the closing quote
   * @param escaped whether there is an escape in it
   * @param object any number that tells one object of the document from another
   */
  public boolean add(byte[] document, int from, int to, boolean escaped, int object) {
    long hash =
        escaped ? hashDecoded(document, from, to, object) : hash(document, from, to, object);
    if (2 * size >= hashes.length) {
      grow();
    }
    int mask = hashes.length - 1;
    int slot = (int) hash & mask;
    while (generations[slot] == generation) {
      if (hashes[slot] == hash
          && objects[slot] == object
          && sameText(document, starts[slot], ends[slot], from, to)) {
        return false;
      }
      slot = slot + 1 & mask;
    }
    put(slot, hash, object, from, to);
    size++;
    return true;
  }

  private void put(int slot, long hash, int object, int from, int to) {
    generations[slot] = generation;
    hashes[slot] = hash;
    objects[slot] = object;
    starts[slot] = from;
    ends[slot] = to;
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldGenerations = generations;
    int[] oldObjects = objects;
    int[] oldStarts = starts;
    int[] oldEnds = ends;
    int capacity = 2 * oldHashes.length;
    hashes = new long[capacity];
    generations = new int[capacity];
    objects = new int[capacity];
    starts = new int[capacity];
    ends = new int[capacity];
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldGenerations[i] == generation) {
        int slot = (int) oldHashes[i] & capacity - 1;
        while (generations[slot] == generation) {
          slot = slot + 1 & capacity - 1;
        }
        put(slot, oldHashes[i], oldObjects[i], oldStarts[i], oldEnds[i]);
      }
    }
  }

  private long hashDecoded(byte[] document, int from, int to, int object) {
    left = withRoom(left, to - from);
    return hash(left, 0, JsonText.unescape(document, from, to, left, 0), object);
  }

  private long hash(byte[] bytes, int from, int to, int object) {
    long hash = seed ^ object * 0x9E37_79B9_7F4A_7C15L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ bytes[i]) * 0xFF51_AFD7_ED55_8CCDL;
      hash ^= hash >>> 32;
    }
    return hash;
  }

  private boolean sameText(byte[] document, int from, int to, int otherFrom, int otherTo) {
    left = withRoom(left, to - from);
    right = withRoom(right, otherTo - otherFrom);
    int leftLength = JsonText.unescape(document, from, to, left, 0);
    int rightLength = JsonText.unescape(document, otherFrom, otherTo, right, 0);
    return Arrays.equals(left, 0, leftLength, right, 0, rightLength);
  }

  private static byte[] withRoom(byte[] buffer, int length) {
    return buffer.length >= length ? buffer : new byte[Math.max(length, 2 * buffer.length)];
  }
}
