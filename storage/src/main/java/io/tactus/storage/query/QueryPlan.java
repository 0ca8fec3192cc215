package io.tactus.storage.query;

import com.dslplatform.json.JsonWriter;
import java.util.List;
import java.util.Locale;

/**
 * How a query would run, for people and for tests. Follows from the query, the schema and the
 * numbers of rows and slots alone. Threading: immutable.
 *
 * @param table the table
 * @param path {@code key}, {@code unique}, {@code hash}, {@code reference}, {@code ordered}, {@code
 *     grid} or {@code scan}
 * @param index the index it goes by, or an empty string
 * @param direction {@code ascending} or {@code descending}, or an empty string
 * @param bounds the conditions the index sees to
 * @param filter the conditions tested on every row met
 * @param order how the order comes about
 * @param embeddings the related rows written within each row, and the way to them
 * @param limit most rows returned, or -1 for all
 * @param offset rows left out at the beginning
 * @param tableRows rows of the table
 * @param tableSlots slots of the table, live and free: what a scan looks at
 * @param estimatedRows rows the path is taken to meet
 * @param estimatedCost what that is taken to cost, in rows read
 * @param workLimit what it may cost
 */
public record QueryPlan(
    String table,
    String path,
    String index,
    String direction,
    List<String> bounds,
    List<String> filter,
    String order,
    List<String> embeddings,
    long limit,
    long offset,
    long tableRows,
    long tableSlots,
    long estimatedRows,
    long estimatedCost,
    long workLimit) {

  static QueryPlan of(
      Query query, AccessPath path, long tableRows, long tableSlots, RunLimits limits) {
    long window = query.window(tableRows, limits);
    long take = Math.min(query.limit(), limits.rowLimit());
    return new QueryPlan(
        query.layout().tableName(),
        path.kind(),
        path.index(),
        path.direction(),
        path.bounds(),
        path.rest(),
        order(query, path, window),
        query.embeddings().stream().map(Embedding::plan).toList(),
        take,
        query.offset(),
        tableRows,
        tableSlots,
        Planner.visits(path, tableRows, window),
        Planner.cost(path, tableRows, tableSlots, window),
        limits.workLimit());
  }

  private static String order(Query query, AccessPath path, long window) {
    if (!query.firsts().isEmpty()) {
      return "the first row by each function's index decides it";
    }
    int parts = path.sortedParts();
    String order = query.order().toString();
    if (parts == query.order().size()) {
      return path.mostRows(2) <= 1 ? "at most one row" : order + " by the index";
    }
    return parts > 0
        ? order + " by the index, rows equal in it sorted"
        : order + " by sorting" + (window == Long.MAX_VALUE ? "" : ", first " + window + " kept");
  }

  /** Writes the plan as one line or more, for people. */
  public String toText() {
    StringBuilder text = new StringBuilder(path).append(' ').append(table);
    if (!index.isEmpty()) {
      text.append(" by ").append(index);
      text.append(direction.isEmpty() ? "" : " " + direction);
    }
    if (!bounds.isEmpty()) {
      text.append(": ").append(String.join(" and ", bounds));
    }
    if (!filter.isEmpty()) {
      text.append("\n  filter: ").append(String.join(" and ", filter));
    }
    text.append("\n  order: ").append(order);
    embeddings.forEach(embedding -> text.append("\n  embed: ").append(embedding));
    text.append("\n  limit: ").append(limit);
    if (offset > 0) {
      text.append(", offset ").append(offset);
    }
    return text.append(
            String.format(
                Locale.ROOT,
                "%n  estimated: %d of %d rows%s, cost %d of at most %d%n",
                estimatedRows,
                tableRows,
                tableSlots > tableRows ? " in " + tableSlots + " slots" : "",
                estimatedCost,
                workLimit))
        .toString()
        .replace(System.lineSeparator(), "\n");
  }

  /** Writes the plan as a JSON object. */
  public void write(JsonWriter out) {
    PlanWriter plan = new PlanWriter(out);
    plan.text("table", table);
    plan.text("path", path);
    if (!index.isEmpty()) {
      plan.text("index", index);
    }
    if (!direction.isEmpty()) {
      plan.text("direction", direction);
    }
    plan.texts("bounds", bounds);
    plan.texts("filter", filter);
    plan.text("order", order);
    plan.texts("embeddings", embeddings);
    plan.number("limit", limit);
    plan.number("offset", offset);
    plan.number("tableRows", tableRows);
    plan.number("tableSlots", tableSlots);
    plan.number("estimatedRows", estimatedRows);
    plan.number("estimatedCost", estimatedCost);
    plan.number("workLimit", workLimit);
    plan.end();
  }
}
