package io.tactus.storage.query;

import io.tactus.storage.value.ValueSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A way to the rows a filter may want, and what is left to test on each. All ways give the same
 * rows; they differ in how many rows they look at and in which order they meet them.
 *
 * <p>Threading: immutable; walking allocates nothing per row.
 */
abstract sealed class AccessPath permits GridPath, LookUpPath, OrderedPath, PostingPath, ScanPath {

  private final Filter filter;
  private final BitSet used;
  private final Predicate rest;
  private final long testCost;
  private final boolean mayExceed;
  private final int restCount;

  /**
   * Creates a path.
   *
   * @param used the terms of the filter that hold for every row the path meets
   */
  AccessPath(Filter filter, BitSet used) {
    this.filter = filter;
    this.used = used;
    this.rest = filter.conjunction(used);
    this.testCost = Filter.testCost(rest);
    this.mayExceed = rest != null && rest.mayExceed();
    this.restCount = rest().size();
  }

  /** Returns the kind of path, in one word. */
  abstract String kind();

  /** Returns the name of the index it goes by, or an empty string. */
  abstract String index();

  /** Returns how many rows it meets in a table of so many, as far as rules can tell. */
  abstract long candidates(long tableRows);

  /** Tells whether it looks at every slot of the table: free ones cost as much as rows do. */
  boolean visitsSlots() {
    return false;
  }

  /** Returns what meeting a row costs, test left out, in rows read: an entry of an index is one. */
  abstract long costPerRow();

  /** Returns the most rows it can meet in a table of so many. */
  long mostRows(long tableRows) {
    return tableRows;
  }

  /** Returns by how many leading parts of the query's order the rows come sorted. */
  int sortedParts() {
    return 0;
  }

  /** Returns in which direction an index is walked, or an empty string. */
  String direction() {
    return "";
  }

  /** Meets all rows, tests them, and hands on those that are wanted until the sink has enough. */
  abstract void walk(PathWalk walk);

  /**
   * Returns how many rows are wanted, if that can be told without reading them, or -1.
   *
   * @param walk whose work has begun
   */
  long count(PathWalk walk) {
    return -1;
  }

  /** Tells whether every row the path meets is wanted. */
  final boolean wantsAll() {
    return rest == null;
  }

  /** Tells whether a row the path has met is wanted, and counts what long texts cost. */
  final boolean wants(PathWalk walk, long rowAddress) {
    if (rest == null) {
      return true;
    }
    ValueSource values = walk.values();
    int truth =
        mayExceed ? rest.test(rowAddress, values, walk.work()) : rest.test(rowAddress, values);
    return truth == Predicate.TRUE;
  }

  /** Returns the filter all of whose rows the path meets. */
  final Filter filter() {
    return filter;
  }

  /** Returns what testing a row costs beyond reading it, in rows read. */
  final long testCost() {
    return testCost;
  }

  /** Returns the terms the path sees to by itself, and what it makes of others. */
  List<String> bounds() {
    return terms(true);
  }

  /** Returns how many terms are tested row by row. */
  final int restCount() {
    return restCount;
  }

  /** Returns the terms that are tested row by row. */
  final List<String> rest() {
    return terms(false);
  }

  private List<String> terms(boolean known) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < filter.terms().size(); i++) {
      if (used.get(i) == known) {
        texts.add(filter.terms().get(i).text());
      }
    }
    return texts;
  }
}
