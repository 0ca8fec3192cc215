package io.tactus.storage.index;

import java.util.Arrays;

/**
 * Sorts longs that are spread more or less evenly between the least and the greatest of them, as
 * random keys are: deals them out to as many buckets as there are longs, in order, and sorts the
 * buckets, which hold one or two then. Where they are spread unevenly, the buckets are long, and it
 * is as slow as sorting at once, and little more.
 *
 * <p>Threading: one thread.
 */
final class SpreadSort {
  /** Fewer are sorted at once. */
  private static final int FEW = 64;

  /** So long a bucket is sorted by insertion. */
  private static final int SHORT = 12;

  private long[] dealt = new long[0];
  private int[] ends = new int[0];

  /** Sorts {@code [from, to)} in ascending order. */
  void sort(long[] values, int from, int to) {
    int count = to - from;
    if (count < FEW) {
      Arrays.sort(values, from, to);
      return;
    }
    long least = values[from];
    long greatest = least;
    for (int i = from + 1; i < to; i++) {
      least = Math.min(least, values[i]);
      greatest = Math.max(greatest, values[i]);
    }
    int buckets = Integer.highestOneBit(count - 1) << 1;
    int bits = Integer.numberOfTrailingZeros(buckets);
    // The difference may not fit a signed long: it is taken as unsigned.
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(greatest - least) - bits);
    if (dealt.length < buckets) {
      dealt = new long[buckets];
      ends = new int[buckets];
    }
    Arrays.fill(ends, 0, buckets, 0);
    for (int i = from; i < to; i++) {
      ends[(int) ((values[i] - least) >>> shift)]++;
    }
    int end = 0;
    for (int i = 0; i < buckets; i++) {
      end += ends[i];
      ends[i] = end;
    }
    for (int i = to - 1; i >= from; i--) {
      dealt[--ends[(int) ((values[i] - least) >>> shift)]] = values[i];
    }
    // What were the ends of the buckets are their beginnings now.
    for (int i = 0; i < buckets; i++) {
      int next = i + 1 < buckets ? ends[i + 1] : count;
      if (next - ends[i] > SHORT) {
        Arrays.sort(dealt, ends[i], next);
      } else {
        insert(ends[i], next);
      }
    }
    System.arraycopy(dealt, 0, values, from, count);
  }

  private void insert(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long value = dealt[i];
      int at = i;
      while (at > from && dealt[at - 1] > value) {
        dealt[at] = dealt[at - 1];
        at--;
      }
      dealt[at] = value;
    }
  }
}
