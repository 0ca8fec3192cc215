package io.tactus.matchmaker;

/**
 * Sorts an array of indexes by a key, in place and without boxing. Heap sort: no recursion, no
 * scratch array, and the same steps on every machine.
 */
final class IndexSort {
  private IndexSort() {}

  /** The key of an index. Must be a total order together with the index itself. */
  @FunctionalInterface
  interface Key {
    long of(int index);
  }

  static void ascending(int[] indexes, int count, Key key) {
    for (int i = count / 2 - 1; i >= 0; i--) {
      siftDown(indexes, i, count, key);
    }
    for (int end = count - 1; end > 0; end--) {
      int last = indexes[end];
      indexes[end] = indexes[0];
      indexes[0] = last;
      siftDown(indexes, 0, end, key);
    }
  }

  private static void siftDown(int[] indexes, int start, int end, Key key) {
    int root = start;
    while (2 * root + 1 < end) {
      int child = 2 * root + 1;
      if (child + 1 < end && key.of(indexes[child]) < key.of(indexes[child + 1])) {
        child++;
      }
      if (key.of(indexes[root]) >= key.of(indexes[child])) {
        return;
      }
      int swapped = indexes[root];
      indexes[root] = indexes[child];
      indexes[child] = swapped;
      root = child;
    }
  }
}
