package io.tactus.storage.query;

import io.tactus.storage.Rejection;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The order of results: the fields asked for, then the primary key, so that every order is total
 * and the same everywhere. Nulls sort last ascending, first descending, unless told otherwise.
 * Threading: immutable; comparing allocates nothing.
 */
final class RowOrder {

  private final RowLayout layout;
  private final RowField[] fields;
  private final boolean[] descending;
  private final boolean[] nullsFirst;
  private final String text;

  private RowOrder(RowLayout layout, List<Part> parts, String text) {
    this.layout = layout;
    this.text = text;
    fields = new RowField[parts.size()];
    descending = new boolean[parts.size()];
    nullsFirst = new boolean[parts.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = parts.get(i).field();
      descending[i] = parts.get(i).descending();
      nullsFirst[i] = parts.get(i).nullsFirst();
    }
  }

  private record Part(RowField field, boolean descending, boolean nullsFirst) {}

  /**
   * Compiles {@code a.desc.nullslast,b}; empty means by primary key.
   *
   * @throws Rejection INVALID_QUERY
   */
  static RowOrder compile(RowLayout layout, String text) {
    List<Part> parts = new ArrayList<>();
    if (!text.isEmpty()) {
      for (String part : text.split(",", -1)) {
        parts.add(part(layout, part));
      }
    }
    if (parts.size() > QueryLimits.MAX_ORDER) {
      throw QueryErrors.tooLarge("order by " + parts.size() + " fields", QueryLimits.MAX_ORDER);
    }
    return new RowOrder(layout, parts, text);
  }

  private static Part part(RowLayout layout, String text) {
    String[] words = text.split("\\.", -1);
    RowField field = layout.field(words[0]);
    if (field == null) {
      throw QueryErrors.unknownField(layout, words[0]);
    }
    int next = 1;
    boolean descending = false;
    if (next < words.length && (words[next].equals("asc") || words[next].equals("desc"))) {
      descending = words[next].equals("desc");
      next++;
    }
    boolean nullsFirst = descending;
    if (next < words.length
        && (words[next].equals("nullsfirst") || words[next].equals("nullslast"))) {
      nullsFirst = words[next].equals("nullsfirst");
      next++;
    }
    if (next != words.length) {
      throw QueryErrors.malformed(
              "'" + text + "' is not of the form field[.asc|.desc][.nullsfirst|.nullslast]")
          .at(layout.tableName(), field.name());
    }
    return new Part(field, descending, nullsFirst);
  }

  /** Compares two rows. */
  int compare(long left, long right) {
    for (int i = 0; i < fields.length; i++) {
      RowField field = fields[i];
      boolean leftNull = field.isNull(left);
      boolean rightNull = field.isNull(right);
      int order;
      if (leftNull || rightNull) {
        order = Boolean.compare(leftNull, rightNull);
        order = nullsFirst[i] ? -order : order;
      } else {
        order = field.compare(left, right);
        order = descending[i] ? -Integer.signum(order) : order;
      }
      if (order != 0) {
        return order;
      }
    }
    return layout.compareKeys(left, right);
  }

  @Override
  public String toString() {
    return text.isEmpty() ? "primary key" : text;
  }
}
