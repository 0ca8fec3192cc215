package io.tactus.storage.query;

import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.IndexKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the ways to a query's rows, and the cheapest of them.
 *
 * <p>Costs follow from rules, the number of rows and the query alone: no statistics, no samples, no
 * clock. So the same query over the same rows goes the same way everywhere, also when a command is
 * replayed. Threading: stateless.
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
    addLookUp(paths, filter, order, "primary", 0, keyFields(layout));
    List<IndexDefinition> indexes = layout.table().indexes();
    for (int i = 0; i < indexes.size(); i++) {
      IndexDefinition index = indexes.get(i);
      if (index.kind() == IndexKind.HASH && index.unique()) {
        addLookUp(paths, filter, order, index.name(), i + 1, fields(layout, index.fields()));
      }
    }
    paths.add(new ScanPath(filter));
    return List.copyOf(paths);
  }

  private static void addLookUp(
      List<AccessPath> paths,
      Filter filter,
      RowOrder order,
      String name,
      int index,
      List<RowField> fields) {
    KeyImages keys = KeyImages.of(filter.terms(), fields);
    if (keys != null) {
      paths.add(new LookUpPath(filter, name, index, keys, order.size()));
    }
  }

  private static List<RowField> keyFields(RowLayout layout) {
    List<RowField> fields = new ArrayList<>();
    for (int i = 0; i < layout.keyFieldCount(); i++) {
      fields.add(layout.keyField(i));
    }
    return fields;
  }

  private static List<RowField> fields(RowLayout layout, List<String> names) {
    return layout.leaves(names);
  }

  /**
   * Returns the cheapest way.
   *
   * @param tableRows how many rows the table has
   * @param window how many rows of the result are wanted, {@link Long#MAX_VALUE} for all
   */
  static AccessPath cheapest(List<AccessPath> paths, long tableRows, long window) {
    AccessPath best = null;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < paths.size(); i++) {
      long cost = cost(paths.get(i), tableRows, window);
      if (cost < least || best == null) {
        best = paths.get(i);
        least = cost;
      }
    }
    return best;
  }

  /** Returns what a way is taken to cost, in rows read. */
  static long cost(AccessPath path, long tableRows, long window) {
    return visits(path, tableRows, window) * (path.costPerRow() + path.testCost());
  }

  /** Returns how many rows a way is taken to meet; one in the order asked for stops early. */
  static long visits(AccessPath path, long tableRows, long window) {
    long visits = path.candidates(tableRows);
    if (path.sortedParts() == 0 || window >= visits) {
      return visits;
    }
    long perMatch = 1;
    for (int i = Math.min(path.rest().size(), MOST_CONDITIONS); i > 0; i--) {
      perMatch *= ROWS_PER_MATCH;
    }
    return Math.min(visits, window * perMatch);
  }
}
