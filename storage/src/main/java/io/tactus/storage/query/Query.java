package io.tactus.storage.query;

import io.tactus.storage.Rejection;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowProjection;
import io.tactus.storage.table.TableReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A compiled query on one layout of a table: filter, columns, order, limit and offset. Run it with
 * a {@link QueryRunner} over versions whose catalog has that layout. Threading: immutable.
 */
public final class Query {

  /** The limit of a query that gives none. */
  public static final long NO_LIMIT = Long.MAX_VALUE;

  private final Filter filter;
  private final RowProjection projection;
  private final Aggregation aggregation;
  private final List<Embedding> embeddings;
  private final RowOrder order;
  private final long limit;
  private final long offset;
  private final List<AccessPath> paths;
  private final List<AccessPath> firsts;

  private Query(
      Filter filter,
      RowProjection projection,
      Aggregation aggregation,
      List<Embedding> embeddings,
      RowOrder order,
      long limit,
      long offset,
      List<AccessPath> paths,
      List<AccessPath> firsts) {
    this.filter = filter;
    this.projection = projection;
    this.aggregation = aggregation;
    this.embeddings = embeddings;
    this.order = order;
    this.paths = paths;
    this.firsts = firsts;
    this.limit = limit;
    this.offset = offset;
  }

  /**
   * Compiles the parameters of a query. {@code select}, {@code order}, {@code limit} and {@code
   * offset} may occur once; everything else is a filter term.
   *
   * @throws Rejection INVALID_QUERY
   */
  public static Query compile(RowLayout layout, List<QueryTerm> terms) {
    return compile(null, layout, null, terms);
  }

  /**
   * As {@link #compile(RowLayout, List)}, where {@code select} may embed related rows of other
   * tables: {@code id,guild(name)}. Terms that begin with the name of an embedding are its own:
   * {@code players.limit=3}.
   *
   * @param catalog all tables of the version
   * @throws Rejection INVALID_QUERY, among others PGRST200 for a relation that is not there;
   *     AMBIGUOUS_RELATION if it is not the only one
   */
  public static Query compile(Catalog catalog, RowLayout layout, List<QueryTerm> terms) {
    return compile(catalog, layout, null, terms);
  }

  /** Compiles what is wanted of related rows. */
  static Query embedded(
      Catalog catalog, RowLayout layout, List<SelectItem> items, List<QueryTerm> terms) {
    return compile(catalog, layout, items, terms);
  }

  private static Query compile(
      Catalog catalog, RowLayout layout, List<SelectItem> items, List<QueryTerm> terms) {
    try {
      return parse(catalog, layout, items, terms);
    } catch (Rejection refused) {
      throw refused.table().isEmpty() ? refused.at(layout.tableName(), refused.field()) : refused;
    }
  }

  private static Query parse(
      Catalog catalog, RowLayout layout, List<SelectItem> given, List<QueryTerm> terms) {
    List<QueryTerm> conditions = new ArrayList<>();
    String select = null;
    String order = null;
    String limit = null;
    String offset = null;
    for (QueryTerm term : terms) {
      switch (term.name()) {
        case "select" -> select = once(select, term);
        case "order" -> order = once(order, term);
        case "limit" -> limit = once(limit, term);
        case "offset" -> offset = once(offset, term);
        default -> conditions.add(term);
      }
    }
    if (given != null && select != null) {
      throw QueryErrors.malformed("what to select of related rows stands in the parentheses");
    }
    List<SelectItem> items =
        given != null ? given : SelectParser.parse(select == null ? "*" : select);
    items = Selection.countBare(layout, items);
    Aggregation aggregation = Aggregation.of(layout, items);
    List<Embedding> embeddings = Selection.embeddings(catalog, layout, items, conditions);
    Filter filter = Filter.compile(layout, conditions);
    String orderText = order == null ? "" : order;
    RowOrder rowOrder =
        aggregation == null
            ? RowOrder.compile(layout, orderText)
            : aggregation.order(layout, orderText);
    return new Query(
        filter,
        aggregation == null ? Selection.columns(layout, items) : null,
        aggregation,
        embeddings,
        rowOrder,
        limit == null ? NO_LIMIT : count("limit", limit),
        offset == null ? 0 : count("offset", offset),
        Planner.paths(layout, filter, rowOrder),
        aggregation == null ? List.of() : Planner.firsts(layout, filter, aggregation.extremes()));
  }

  private static String once(String before, QueryTerm term) {
    if (before != null) {
      throw QueryErrors.malformed("'" + term.name() + "' is given twice");
    }
    return term.value();
  }

  private static long count(String name, String text) {
    boolean valid = !text.isEmpty() && text.length() <= 18;
    for (int i = 0; valid && i < text.length(); i++) {
      valid = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!valid) {
      throw QueryErrors.malformed("'" + name + "' is a number from 0, not '" + text + "'");
    }
    return Long.parseLong(text);
  }

  /** Returns the layout this query was compiled for. */
  public RowLayout layout() {
    return filter.layout();
  }

  /** Returns the compiled filter. */
  public Filter filter() {
    return filter;
  }

  /** Returns the columns to write, or null if the result is not rows of the table. */
  public RowProjection projection() {
    return projection;
  }

  /** Returns the names of all members of a result, in their order. */
  public List<String> columnNames() {
    if (aggregation != null) {
      return aggregation.names();
    }
    List<String> names = projection.names();
    embeddings.forEach(embedding -> names.add(embedding.name()));
    return names;
  }

  /** Returns the related rows written within each row. */
  List<Embedding> embeddings() {
    return embeddings;
  }

  /** Returns the names of the tables whose rows are embedded at any depth: for permissions. */
  public Set<String> relatedTables() {
    if (embeddings.isEmpty()) {
      return Collections.emptySortedSet();
    }
    Set<String> names = new TreeSet<>();
    for (Embedding embedding : embeddings) {
      names.add(embedding.relation().target().name());
      names.addAll(embedding.query().relatedTables());
    }
    return names;
  }

  /** Returns how rows are grouped and aggregated, or null. */
  Aggregation aggregation() {
    return aggregation;
  }

  /** Returns the order of the results. */
  RowOrder order() {
    return order;
  }

  /** Compares two row images as the order of the results does. */
  public int compare(long leftRow, long rightRow) {
    return order.compare(leftRow, rightRow, 0, order.size());
  }

  /** Returns how many rows are asked for at most, or {@link #NO_LIMIT}. */
  public long limit() {
    return limit;
  }

  /** Returns how many rows are left out at the beginning. */
  public long offset() {
    return offset;
  }

  /** Returns a copy with another window of rows, for the {@code Range} header. */
  public Query withWindow(long newLimit, long newOffset) {
    return new Query(
        filter, projection, aggregation, embeddings, order, newLimit, newOffset, paths, firsts);
  }

  /** Returns all ways to the rows; the same result along each. */
  List<AccessPath> paths() {
    return paths;
  }

  /** Returns a copy that goes one way only, for tests. */
  Query along(AccessPath path) {
    return new Query(
        filter,
        projection,
        aggregation,
        embeddings,
        order,
        limit,
        offset,
        List.of(path),
        List.of());
  }

  /**
   * Returns a way for each aggregate, of which the first row met is all it has to see; none if
   * every row has to be met.
   */
  List<AccessPath> firsts() {
    return firsts;
  }

  /** Returns the way a run goes over so many rows and slots to fill a window of so many rows. */
  AccessPath path(long tableRows, long tableSlots, long window) {
    return firsts.isEmpty()
        ? Planner.cheapest(paths, tableRows, tableSlots, window)
        : firsts.get(0);
  }

  /**
   * Returns what a run is taken to cost, in rows read: as the {@link Planner} estimates it, exact
   * for look-ups and scans.
   */
  public long estimatedCost(TableReader reader, RunLimits limits) {
    long rows = reader.rowCount();
    long slots = reader.slotCount();
    long window = window(rows, limits);
    return Planner.cost(path(rows, slots, window), rows, slots, window);
  }

  /** Tells how a run would go. */
  public QueryPlan explain(TableReader reader, RunLimits limits) {
    long rows = reader.rowCount();
    long slots = reader.slotCount();
    return QueryPlan.of(this, path(rows, slots, window(rows, limits)), rows, slots, limits);
  }

  /** Returns how many rows of the result a run wants to see. */
  long window(long tableRows, RunLimits limits) {
    if (!firsts.isEmpty()) {
      return firsts.size();
    }
    long take = Math.min(limit, limits.rowLimit());
    return limits.countAll() || aggregation != null
        ? Long.MAX_VALUE
        : Math.min(offset + Math.min(take, tableRows), tableRows);
  }
}
