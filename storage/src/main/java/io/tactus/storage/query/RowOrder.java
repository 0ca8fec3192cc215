package io.tactus.storage.query;

import io.tactus.storage.Rejection;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowPart;
import java.util.ArrayList;
import java.util.List;

/**
 * The order of results: the fields asked for, then the primary key, so that every order is total
 * and the same everywhere. Nulls sort last ascending, first descending, unless told otherwise.
 * Threading: immutable; comparing allocates nothing.
 */
final class RowOrder {

  private final RowField[] fields;
  private final boolean[] descending;
  private final boolean[] nullsFirst;
  private final String text;

  private RowOrder(List<Part> parts, String text) {
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
    List<Part> parts = asked(layout, text);
    for (int i = 0; i < layout.keyFieldCount(); i++) {
      RowField key = layout.keyField(i);
      if (parts.stream().noneMatch(part -> part.field() == key)) {
        parts.add(new Part(key, false, false));
      }
    }
    return new RowOrder(parts, text);
  }

  /**
   * Compiles the order of groups of rows: the fields asked for, which must be among the grouped
   * ones, then the others.
   *
   * @throws Rejection INVALID_QUERY
   */
  static RowOrder ofGroups(RowLayout layout, String text, List<RowField> grouped) {
    List<Part> parts = asked(layout, text);
    for (Part part : parts) {
      if (!grouped.contains(part.field())) {
        throw QueryErrors.notGrouped(layout, part.field());
      }
    }
    for (RowField field : grouped) {
      if (parts.stream().noneMatch(part -> part.field() == field)) {
        parts.add(new Part(field, false, false));
      }
    }
    return new RowOrder(parts, text.isEmpty() ? "grouped fields" : text);
  }

  private static List<Part> asked(RowLayout layout, String text) {
    List<Part> parts = new ArrayList<>();
    if (!text.isEmpty()) {
      for (String part : text.split(",", -1)) {
        parts.add(part(layout, part));
      }
    }
    if (parts.size() > QueryLimits.MAX_ORDER) {
      throw QueryErrors.tooLarge("order by " + parts.size() + " fields", QueryLimits.MAX_ORDER);
    }
    return parts;
  }

  /** Reads one part; the name of a field may itself have dots. */
  private static Part part(RowLayout layout, String text) {
    String name = text;
    Boolean nullsFirst = null;
    if (name.endsWith(".nullsfirst") || name.endsWith(".nullslast")) {
      nullsFirst = name.endsWith(".nullsfirst");
      name = name.substring(0, name.lastIndexOf('.'));
    }
    boolean descending = name.endsWith(".desc");
    if (descending || name.endsWith(".asc")) {
      name = name.substring(0, name.lastIndexOf('.'));
    }
    RowField field = layout.field(name);
    if (field == null) {
      int dot = name.indexOf('.');
      RowPart head = layout.part(dot < 0 ? name : name.substring(0, dot));
      if (head == null || layout.part(name) != null) {
        throw QueryErrors.unknownField(layout, name);
      }
      throw QueryErrors.malformed(
              "'" + text + "' is not of the form field[.asc|.desc][.nullsfirst|.nullslast]")
          .at(layout.tableName(), head.path());
    }
    if (field.isValue()) {
      throw QueryErrors.notFor(field, "order");
    }
    if (field.kind().isVariable()) {
      throw QueryErrors.noOrder(field, "order");
    }
    return new Part(field, descending, nullsFirst == null ? descending : nullsFirst);
  }

  /** Returns how many parts there are, those of the primary key included. */
  int size() {
    return fields.length;
  }

  /** Returns the field of a part. */
  RowField field(int part) {
    return fields[part];
  }

  /** Tells whether a part is descending. */
  boolean isDescending(int part) {
    return descending[part];
  }

  /** Tells whether nulls come first in a part. */
  boolean nullsFirst(int part) {
    return nullsFirst[part];
  }

  /** Compares two rows in the parts from one on to another, which is left out. */
  int compare(long left, long right, int fromPart, int toPart) {
    for (int i = fromPart; i < toPart; i++) {
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
    return 0;
  }

  @Override
  public String toString() {
    return text.isEmpty() ? "primary key" : text;
  }
}
