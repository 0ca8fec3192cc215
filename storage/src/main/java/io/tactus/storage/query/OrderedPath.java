package io.tactus.storage.query;

import io.tactus.storage.index.KeyRange;
import io.tactus.storage.index.OrderedCursor;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranges of an ordered index, one after the other, each in the same direction. Threading:
 * immutable.
 */
final class OrderedPath extends AccessPath {

  /** An entry, and the row it leads to. */
  private static final long COST = 2;

  private final String name;
  private final int index;
  private final OrderedRanges ranges;
  private final List<KeyRange> walked;
  private final boolean descending;
  private final int sortedParts;

  /**
   * Creates the path.
   *
   * @param index position among the table's indexes
   */
  OrderedPath(Filter filter, String name, int index, OrderedRanges ranges, OrderedMatch match) {
    super(filter, ranges.used());
    this.name = name;
    this.index = index;
    this.ranges = ranges;
    this.walked = match.ranges();
    this.descending = match.descending();
    this.sortedParts = match.sortedParts();
  }

  @Override
  String kind() {
    return "ordered";
  }

  @Override
  String index() {
    return name;
  }

  @Override
  long candidates(long tableRows) {
    return ranges.estimate(tableRows);
  }

  @Override
  long mostRows(long tableRows) {
    return ranges.mostRows(tableRows);
  }

  @Override
  long costPerRow() {
    return COST;
  }

  @Override
  int sortedParts() {
    return sortedParts;
  }

  @Override
  String direction() {
    return descending ? "descending" : "ascending";
  }

  @Override
  List<String> bounds() {
    List<String> texts = new ArrayList<>(super.bounds());
    ranges.implied().forEach(bound -> texts.add(bound.text()));
    return texts;
  }

  @Override
  long count(PathWalk walk) {
    if (!wantsAll()) {
      return -1;
    }
    OrderedCursor cursor = walk.ordered(index);
    long count = 0;
    for (int i = 0; i < walked.size(); i++) {
      cursor.seek(walked.get(i), descending);
      while (cursor.next()) {
        walk.work().entry();
        count++;
      }
    }
    return count;
  }

  @Override
  void walk(PathWalk walk) {
    OrderedCursor cursor = walk.ordered(index);
    RowSink sink = walk.sink();
    for (int i = 0; i < walked.size(); i++) {
      cursor.seek(walked.get(i), descending);
      while (cursor.next()) {
        walk.work().entry();
        if (wantsAll() && sink.counts(1)) {
          continue;
        }
        long row = walk.met(cursor.slot(), testCost());
        if (wants(walk, row) && !sink.row(row, cursor.slot())) {
          return;
        }
      }
    }
  }
}
