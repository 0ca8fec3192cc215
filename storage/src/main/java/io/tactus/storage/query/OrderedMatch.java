package io.tactus.storage.query;

import io.tactus.storage.index.KeyRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How the order of an index answers to the order of a query. Threading: immutable.
 *
 * <p>Leaves that the filter ties to one value have no order. The others must follow each other in
 * the index as in the query, all ascending or all descending. Nulls come last in the index; if the
 * query wants the nulls of the first leaf that has an order elsewhere, they become a range of their
 * own.
 *
 * @param ranges the ranges in the order in which they are walked
 * @param descending the direction within each
 * @param sortedParts by how many leading parts of the query's order the rows come sorted
 */
record OrderedMatch(List<KeyRange> ranges, boolean descending, int sortedParts) {

  /** Matches an index with an order. */
  static OrderedMatch of(OrderedRanges index, RowOrder order, boolean uniqueIndex) {
    Matcher matcher = new Matcher(index, order);
    int parts = matcher.match();
    boolean noTies =
        uniqueIndex && matcher.allLeavesMatched() && !matcher.nullable && !index.nulls();
    boolean oneRow = index.unique() && index.prefixes().size() <= 1;
    List<KeyRange> ranges = new ArrayList<>(matcher.nullsApart ? split(index) : index.ranges());
    if (matcher.descending) {
      Collections.reverse(ranges);
    }
    if (matcher.nullsApart) {
      // Ascending with nulls first, or descending with nulls last: the two of a prefix change
      // places.
      for (int i = 0; i < ranges.size(); i += 2) {
        Collections.swap(ranges, i, i + 1);
      }
    }
    return new OrderedMatch(
        List.copyOf(ranges), matcher.descending, noTies || oneRow ? order.size() : parts);
  }

  /** Returns two ranges for each prefix: the values of the next leaf, then its nulls. */
  private static List<KeyRange> split(OrderedRanges index) {
    List<KeyRange> ranges = new ArrayList<>();
    int leaf = index.prefixLeaves();
    for (byte[] prefix : index.prefixes()) {
      ranges.add(KeyRange.prefix(OrderedRanges.notNull(index.key(), leaf, prefix)));
      ranges.add(KeyRange.prefix(OrderedRanges.isNull(index.key(), leaf, prefix)));
    }
    return ranges;
  }

  /** Walks along the leaves of the index and the parts of the order. */
  private static final class Matcher {

    private final OrderedRanges index;
    private final RowOrder order;
    private int leaf;
    private boolean directed;
    private boolean descending;
    private boolean nullsApart;
    private boolean nullable;

    Matcher(OrderedRanges index, RowOrder order) {
      this.index = index;
      this.order = order;
    }

    int match() {
      int part = 0;
      while (part < order.size() && (isConstant(part) || follows(part))) {
        part++;
      }
      return part;
    }

    private boolean isConstant(int part) {
      for (int i = 0; i < index.prefixLeaves(); i++) {
        if (index.single().get(i) && index.key().leaf(i) == order.field(part)) {
          return true;
        }
      }
      return false;
    }

    private boolean follows(int part) {
      skipConstants();
      if (leaf == index.key().leafCount() || index.key().leaf(leaf) != order.field(part)) {
        return false;
      }
      boolean down = order.isDescending(part);
      if (directed && down != descending) {
        return false;
      }
      boolean hasNulls =
          order.field(part).nullable()
              && leaf >= index.prefixLeaves()
              && !(leaf == index.prefixLeaves() && index.bounded());
      if (hasNulls && order.nullsFirst(part) != down) {
        if (leaf != index.prefixLeaves()) {
          return false;
        }
        nullsApart = true;
      }
      nullable |= hasNulls;
      directed = true;
      descending = down;
      leaf++;
      return true;
    }

    private void skipConstants() {
      while (leaf < index.prefixLeaves() && index.single().get(leaf)) {
        leaf++;
      }
    }

    boolean allLeavesMatched() {
      skipConstants();
      return leaf == index.key().leafCount();
    }
  }
}
