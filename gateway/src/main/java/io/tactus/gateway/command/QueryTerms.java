package io.tactus.gateway.command;

import io.tactus.gateway.http.QueryString;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.tactus.storage.query.QueryTerm;
import io.tactus.storage.query.QueryText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Query parameters as the terms storage compiles. Threading: stateless. */
public final class QueryTerms {

  /** Parameters that say how a result looks, not which rows are meant. */
  private static final Set<String> SHAPE =
      Set.of("select", "order", "limit", "offset", "columns", "on_conflict");

  private QueryTerms() {}

  /** Returns all parameters, those that shape the result included. */
  public static List<QueryTerm> all(QueryString query) {
    List<QueryTerm> terms = new ArrayList<>();
    for (QueryString.Parameter parameter : query.parameters()) {
      terms.add(new QueryTerm(parameter.name(), parameter.value()));
    }
    return terms;
  }

  /**
   * Returns the filter in its text form, empty if there is none.
   *
   * @param others names of parameters that are no conditions on the rows of the table
   */
  public static String filter(QueryString query, Predicate<String> others) {
    List<QueryTerm> terms = all(query);
    terms.removeIf(term -> SHAPE.contains(term.name()) || others.test(term.name()));
    return QueryText.print(terms);
  }

  /** Refuses parameters that would be ignored: a condition must never be lost in silence. */
  public static void allowOnly(QueryString query, Set<String> names) {
    if (query.isEmpty()) {
      return;
    }
    for (QueryString.Parameter parameter : query.parameters()) {
      if (!names.contains(parameter.name())) {
        throw meansNothing(parameter.name());
      }
    }
  }

  /** Returns what refuses a parameter that would be ignored. */
  public static Refusal meansNothing(String name) {
    return ProblemType.INVALID_QUERY.refuse("The parameter '" + name + "' means nothing here.");
  }
}
