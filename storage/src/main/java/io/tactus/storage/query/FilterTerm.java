package io.tactus.storage.query;

import io.tactus.storage.row.RowField;
import java.util.List;

/**
 * A condition that has been read: how rows are tested, and what that says to an index. Threading:
 * immutable.
 *
 * @param predicate the test
 * @param restriction what it says about one field, or null if that is nothing an index can use
 * @param text the condition as people write it, {@code skill=gte.1400}
 */
record FilterTerm(Predicate predicate, Restriction restriction, String text) {

  /** Returns a term no index can use. */
  static FilterTerm of(Predicate predicate) {
    return new FilterTerm(predicate, null, "");
  }

  /** Returns a term that restricts a field. */
  static FilterTerm of(
      Predicate predicate, RowField field, Restriction.Kind kind, List<FilterValue> values) {
    return new FilterTerm(predicate, new Restriction(field, kind, List.copyOf(values)), "");
  }

  /** Returns its negation, which restricts nothing, or itself. */
  FilterTerm negatedIf(boolean not) {
    return not ? of(new Negation(predicate)) : this;
  }

  FilterTerm withText(String newText) {
    return new FilterTerm(predicate, restriction, newText);
  }
}
