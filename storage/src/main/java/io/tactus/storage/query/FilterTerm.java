package io.tactus.storage.query;

import io.tactus.storage.row.RowField;
import java.util.List;

/**
 * A condition that has been read: how rows are tested, and what that says to an index. Threading:
 * immutable.
 *
 * @param predicate the test
 * @param restriction what it says about one field, no more and no less, or null if that is nothing
 *     an index can use
 * @param implied what follows from it without a restriction; the test is still needed
 * @param text the condition as people write it, {@code skill=gte.1400}
 */
record FilterTerm(
    Predicate predicate, Restriction restriction, ImpliedBounds implied, String text) {

  /** Returns a term no index can use. */
  static FilterTerm of(Predicate predicate) {
    return new FilterTerm(predicate, null, ImpliedBounds.NONE, "");
  }

  /** Returns a term that restricts a field. */
  static FilterTerm of(
      Predicate predicate, RowField field, Restriction.Kind kind, List<FilterValue> values) {
    Restriction restriction = new Restriction(field, kind, List.copyOf(values));
    return new FilterTerm(predicate, restriction, ImpliedBounds.NONE, "");
  }

  /** Returns the term that all of several hold. */
  static FilterTerm all(List<FilterTerm> operands) {
    return new FilterTerm(
        Junction.and(predicates(operands)), null, ImpliedBounds.ofAll(bounds(operands)), "");
  }

  /** Returns the term that any of several holds. */
  static FilterTerm any(List<FilterTerm> operands) {
    return new FilterTerm(
        Junction.or(predicates(operands)), null, ImpliedBounds.ofAny(bounds(operands)), "");
  }

  private static List<Predicate> predicates(List<FilterTerm> terms) {
    return terms.stream().map(FilterTerm::predicate).toList();
  }

  private static List<ImpliedBounds> bounds(List<FilterTerm> terms) {
    return terms.stream()
        .map(term -> term.restriction == null ? term.implied : ImpliedBounds.of(term.restriction))
        .toList();
  }

  /** Returns its negation, which restricts nothing, or itself. */
  FilterTerm negatedIf(boolean not) {
    return not ? of(new Negation(predicate)) : this;
  }

  FilterTerm withText(String newText) {
    return new FilterTerm(predicate, restriction, implied, newText);
  }
}
