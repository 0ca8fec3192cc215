package io.tactus.storage.query;

import io.tactus.storage.Rejection;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowPart;
import io.tactus.storage.row.RowProjection;
import java.util.ArrayList;
import java.util.List;

/** {@code select=id,level:skill,position.x,*}: columns, parts of them, renames and all columns. */
final class SelectParser {

  private SelectParser() {}

  /**
   * Compiles a column list.
   *
   * @throws Rejection INVALID_QUERY
   */
  static RowProjection compile(RowLayout layout, String text) {
    List<RowPart> parts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String column = part.strip();
      if (column.equals("*")) {
        for (int i = 0; i < layout.columnCount(); i++) {
          add(parts, names, layout.whole(i), layout.column(i).name());
        }
      } else {
        column(layout, column, parts, names);
      }
      if (parts.size() > QueryLimits.MAX_SELECT) {
        throw QueryErrors.tooLarge("more columns", QueryLimits.MAX_SELECT);
      }
    }
    return RowProjection.of(layout, parts.toArray(new RowPart[0]), names.toArray(new String[0]));
  }

  private static void column(
      RowLayout layout, String text, List<RowPart> parts, List<String> names) {
    if (text.contains("::")) {
      throw QueryErrors.notYet("casts ('" + text + "') are");
    }
    if (text.indexOf('(') >= 0 || text.indexOf(')') >= 0) {
      throw QueryErrors.notYet("embedding and aggregates ('" + text + "') are");
    }
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(colon + 1);
    String alias = colon < 0 ? text : text.substring(0, colon);
    RowPart part = layout.part(name);
    if (part == null) {
      throw QueryErrors.unknownField(layout, name);
    }
    add(parts, names, part, alias);
  }

  private static void add(List<RowPart> parts, List<String> names, RowPart part, String name) {
    boolean valid = !name.isEmpty() && name.length() <= 63;
    for (int i = 0; valid && i < name.length(); i++) {
      char c = name.charAt(i);
      valid = c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
    }
    if (!valid) {
      throw QueryErrors.malformed("'" + name + "' is no column name");
    }
    if (names.contains(name)) {
      throw QueryErrors.malformed("'" + name + "' is selected twice");
    }
    parts.add(part);
    names.add(name);
  }
}
