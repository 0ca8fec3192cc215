package io.tactus.storage.query;

import io.tactus.storage.index.GridCursor;
import io.tactus.storage.index.OrderedKey;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.table.TableIndexes;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the ways to a query's rows, and the cheapest of them.
 *
 * <p>Costs follow from rules, the numbers of rows and slots and the query alone: no statistics, no
 * samples, no clock. So the same query over the same rows in the same slots goes the same way
 * everywhere, also when a command is replayed. Threading: stateless.
 */
final class Planner {

  /** A condition that no index sees to is taken to let one row in so many pass. */
  private static final long ROWS_PER_MATCH = 4;

  /** More conditions than this are not taken to let fewer rows pass. */
  private static final int MOST_CONDITIONS = 4;

  private Planner() {}

  /** Returns all ways, at equal costs the better one first; the last is always the scan. */
  static List<AccessPath> paths(RowLayout layout, Filter filter, RowOrder order) {
    List<AccessPath> paths = new ArrayList<>();
    List<IndexDefinition> indexes = TableIndexes.of(layout.table());
    for (int i = 0; i < indexes.size(); i++) {
      IndexDefinition index = indexes.get(i);
      AccessPath path =
          switch (index.kind()) {
            case HASH -> hash(layout, filter, order, index, i);
            case ORDERED -> ordered(layout, filter, order, index, i);
            case GRID -> grid(layout, filter, index, i);
          };
      if (path != null) {
        paths.add(path);
      }
    }
    paths.add(new ScanPath(filter));
    return List.copyOf(paths);
  }

  private static AccessPath hash(
      RowLayout layout, Filter filter, RowOrder order, IndexDefinition index, int position) {
    List<RowField> leaves = layout.leaves(index.fields());
    KeyImages keys = KeyImages.of(filter.terms(), leaves);
    if (keys == null) {
      return null;
    }
    if (index.unique()) {
      return new LookUpPath(filter, index.name(), position, keys, order.size());
    }
    boolean reference = position > layout.table().indexes().size();
    return new PostingPath(filter, index.name(), position, reference, leaves.size(), keys);
  }

  private static AccessPath ordered(
      RowLayout layout, Filter filter, RowOrder order, IndexDefinition index, int position) {
    OrderedKey key = new OrderedKey(layout, index.fields());
    OrderedRanges ranges = OrderedRanges.of(filter.terms(), key, index.unique());
    OrderedMatch match = OrderedMatch.of(ranges, order, index.unique());
    // An index that neither leaves rows out nor has them in order is a slow scan.
    return ranges.restricts() || match.sortedParts() > 0
        ? new OrderedPath(filter, index.name(), position, ranges, match)
        : null;
  }

  private static AccessPath grid(
      RowLayout layout, Filter filter, IndexDefinition index, int position) {
    List<RowField> leaves = layout.leaves(index.fields());
    for (FilterTerm term : filter.terms()) {
      if (term.predicate() instanceof NearPredicate near && leaves.equals(List.of(near.leaves()))) {
        double cells = 1;
        for (int axis = 0; axis < leaves.size(); axis++) {
          cells *= 2 + 2 * near.radius() / index.cell();
        }
        if (cells <= GridCursor.MAX_CELLS) {
          return new GridPath(filter, index.name(), position, near, (long) cells);
        }
      }
    }
    return null;
  }

  /**
   * Returns a way for each order that begins with its first row and meets no row the filter does
   * not want, or none if an order has no such way. Whatever the table holds, one entry of each is
   * enough.
   */
  static List<AccessPath> firsts(RowLayout layout, Filter filter, List<RowOrder> orders) {
    List<AccessPath> firsts = new ArrayList<>();
    for (RowOrder order : orders) {
      for (AccessPath path : paths(layout, filter, order)) {
        if (path.sortedParts() > 0 && path.wantsAll()) {
          firsts.add(path);
          break;
        }
      }
    }
    return firsts.size() == orders.size() ? List.copyOf(firsts) : List.of();
  }

  /**
   * Returns the cheapest way.
   *
   * @param tableRows how many rows the table has
   * @param tableSlots how many slots it has, live and free
   * @param window how many rows of the result are wanted, {@link Long#MAX_VALUE} for all
   */
  static AccessPath cheapest(List<AccessPath> paths, long tableRows, long tableSlots, long window) {
    AccessPath best = null;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < paths.size(); i++) {
      long cost = cost(paths.get(i), tableRows, tableSlots, window);
      if (cost < least || best == null) {
        best = paths.get(i);
        least = cost;
      }
    }
    return best;
  }

  /** Returns what a way is taken to cost, in rows read. */
  static long cost(AccessPath path, long tableRows, long tableSlots, long window) {
    long visits = path.visitsSlots() ? tableSlots : visits(path, tableRows, window);
    return visits * (path.costPerRow() + path.testCost());
  }

  /** Returns how many rows a way is taken to meet; one in the order asked for stops early. */
  static long visits(AccessPath path, long tableRows, long window) {
    long visits = path.candidates(tableRows);
    if (path.sortedParts() == 0 || window >= visits) {
      return visits;
    }
    long perMatch = 1;
    for (int i = Math.min(path.restCount(), MOST_CONDITIONS); i > 0; i--) {
      perMatch *= ROWS_PER_MATCH;
    }
    return Math.min(visits, window * perMatch);
  }
}
