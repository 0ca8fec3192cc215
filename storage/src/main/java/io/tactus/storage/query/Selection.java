package io.tactus.storage.query;

import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowPart;
import io.tactus.storage.row.RowProjection;
import java.util.ArrayList;
import java.util.List;

/** Looks up the names of a select list in a layout. Threading: stateless. */
final class Selection {

  private Selection() {}

  /** Returns the columns to write, if the list holds nothing but columns. */
  static RowProjection columns(RowLayout layout, List<SelectItem> items) {
    List<RowPart> parts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (SelectItem item : items) {
      if (item instanceof SelectItem.Embed embed) {
        throw QueryErrors.notYet("embedding ('" + embed.target() + "') is");
      }
      if (item instanceof SelectItem.Column column) {
        if (column.field().equals("*") && column.alias().isEmpty()) {
          for (int i = 0; i < layout.columnCount(); i++) {
            add(names, layout.column(i).name());
            parts.add(layout.whole(i));
          }
        } else {
          add(names, name(column));
          parts.add(part(layout, column.field()));
        }
      }
    }
    return RowProjection.of(layout, parts.toArray(new RowPart[0]), names.toArray(new String[0]));
  }

  /** Returns the name of a column in the result. */
  static String name(SelectItem.Column column) {
    return column.alias().isEmpty() ? column.field() : column.alias();
  }

  /** Adds a name that must be new. */
  static void add(List<String> names, String name) {
    if (names.contains(name)) {
      throw QueryErrors.malformed("'" + name + "' is selected twice")
          .withHint("give one of them another name: 'other:" + name + "'");
    }
    names.add(SelectParser.checked(name));
  }

  private static RowPart part(RowLayout layout, String name) {
    RowPart part = layout.part(name);
    if (part == null) {
      throw QueryErrors.unknownField(layout, name);
    }
    return part;
  }

  static RowField field(RowLayout layout, String name) {
    RowField field = layout.field(name);
    if (field == null) {
      throw QueryErrors.unknownField(layout, name);
    }
    return field;
  }
}
