package io.tactus.storage.query;

import java.util.Arrays;

/**
 * The first rows of an order, out of any number: a bounded heap of addresses with the last row on
 * top. Reusable; grows to the largest bound asked for. Threading: one thread.
 */
final class TopRows {

  private long[] heap = new long[64];
  private int size;
  private int bound;
  private RowOrder order;
  private int fromPart;

  /**
   * Forgets all rows.
   *
   * @param newFromPart how many leading parts of the order are the same in all rows to come
   * @param newBound how many rows to keep at most
   */
  void reset(RowOrder newOrder, int newFromPart, int newBound) {
    order = newOrder;
    fromPart = newFromPart;
    bound = newBound;
    size = 0;
  }

  int size() {
    return size;
  }

  long get(int position) {
    return heap[position];
  }

  void add(long row) {
    if (size < bound) {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, (int) Math.min(bound, 2L * size));
      }
      heap[size++] = row;
      if (size == bound) {
        heapify();
      }
    } else if (bound > 0 && compare(row, heap[0]) < 0) {
      heap[0] = row;
      sink(0, size);
    }
  }

  /** Only a full heap needs its order; until then rows are merely collected. */
  private void heapify() {
    for (int i = (size >>> 1) - 1; i >= 0; i--) {
      sink(i, size);
    }
  }

  /** Sorts ascending in place. */
  void sort() {
    if (size < bound) {
      heapify();
    }
    for (int end = size - 1; end > 0; end--) {
      long last = heap[0];
      heap[0] = heap[end];
      heap[end] = last;
      sink(0, end);
    }
  }

  private int compare(long left, long right) {
    return order.compare(left, right, fromPart, order.size());
  }

  private void sink(int from, int end) {
    int at = from;
    long row = heap[at];
    while (true) {
      int child = 2 * at + 1;
      if (child >= end) {
        break;
      }
      if (child + 1 < end && compare(heap[child + 1], heap[child]) > 0) {
        child++;
      }
      if (compare(heap[child], row) <= 0) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = row;
  }
}
