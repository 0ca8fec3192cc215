package io.tactus.gateway.feed;

import io.tactus.gateway.access.Principal;
import io.tactus.gateway.command.Tables;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.query.QueryTerm;
import io.tactus.storage.query.QueryText;
import io.tactus.storage.table.TableMeta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a subscriber wants to see. Subscribers that want the same share a topic.
 *
 * @param tableIds tables, by id: they keep it when they are renamed
 * @param terms filter and select, the same for every table
 * @param old whether rows are also shown as they were
 */
public record FeedQuery(List<Integer> tableIds, List<QueryTerm> terms, boolean old) {

  /** Most tables of one subscription. */
  static final int MAX_TABLES = 32;

  /** Parameters that shape a query but mean nothing for a feed. */
  private static final List<String> FOREIGN =
      List.of("order", "limit", "offset", "columns", "on_conflict", "asOf");

  /** Returns the names in a list that may be separated by commas. */
  static List<String> names(List<String> lists) {
    List<String> names = new ArrayList<>();
    for (String list : lists) {
      for (String name : list.split(",", -1)) {
        if (!names.contains(name)) {
          names.add(name);
        }
      }
    }
    if (names.isEmpty() || names.contains("")) {
      throw ProblemType.INVALID_QUERY.refuse("Name the tables to watch: table=players.");
    }
    if (names.size() > MAX_TABLES) {
      throw ProblemType.INVALID_QUERY.refuse("More than " + MAX_TABLES + " tables.");
    }
    return names;
  }

  /**
   * Finds the tables and checks that filter and select fit each of them.
   *
   * @throws io.tactus.gateway.problem.Refusal TABLE_NOT_FOUND, INVALID_QUERY, forbidden
   * @throws io.tactus.storage.Rejection INVALID_QUERY
   */
  static FeedQuery of(
      Principal principal,
      Catalog catalog,
      List<String> names,
      List<QueryTerm> terms,
      boolean old) {
    for (QueryTerm term : terms) {
      if (FOREIGN.contains(term.name())) {
        throw ProblemType.INVALID_QUERY.refuse(
            "'" + term.name() + "' means nothing in a feed: rows come as they change.");
      }
    }
    int[] ids = new int[names.size()];
    for (int i = 0; i < ids.length; i++) {
      TableMeta table = Tables.readable(principal, catalog, names.get(i));
      TableFeed.compile(table, terms);
      ids[i] = table.id();
    }
    return new FeedQuery(Arrays.stream(ids).boxed().toList(), List.copyOf(terms), old);
  }

  @Override
  public String toString() {
    return "tables " + tableIds + " where " + QueryText.print(terms);
  }
}
