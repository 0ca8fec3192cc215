package io.tactus.storage.query;

import io.tactus.storage.query.aggregate.AggregateFunction;
import java.util.List;

/** One element of {@code select}, as it is written: names are not looked up yet. */
sealed interface SelectItem {

  /** Returns the name in the result, or an empty string if none was given. */
  String alias();

  /**
   * A field, or {@code *} for all of them.
   *
   * @param field its name, with dots for a field within a field
   */
  record Column(String alias, String field) implements SelectItem {}

  /**
   * A function over many rows.
   *
   * @param field the name of its field, or an empty string for {@code count()}
   */
  record Aggregate(String alias, AggregateFunction function, String field) implements SelectItem {}

  /**
   * Rows of a related table.
   *
   * @param target the table, or the field that refers to it
   * @param hint which relation is meant, or an empty string
   * @param inner whether rows without related ones are left out
   * @param items what is selected of the related rows
   */
  record Embed(String alias, String target, String hint, boolean inner, List<SelectItem> items)
      implements SelectItem {

    /** Returns the name its own filters and order go by. */
    String name() {
      return alias.isEmpty() ? target : alias;
    }
  }
}
