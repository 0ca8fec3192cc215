package io.tactus.storage.query;

import io.tactus.storage.Rejection;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowProjection;
import java.util.ArrayList;
import java.util.List;

/** {@code select=id,level:skill,*}: columns, renames and all of them. */
final class SelectParser {

  private SelectParser() {}

  /**
   * Compiles a column list.
   *
   * @throws Rejection INVALID_QUERY
   */
  static RowProjection compile(RowLayout layout, String text) {
    List<Integer> ordinals = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String column = part.strip();
      if (column.equals("*")) {
        for (int i = 0; i < layout.fieldCount(); i++) {
          add(ordinals, names, i, layout.field(i).name());
        }
      } else {
        column(layout, column, ordinals, names);
      }
      if (ordinals.size() > QueryLimits.MAX_SELECT) {
        throw QueryErrors.tooLarge("more columns", QueryLimits.MAX_SELECT);
      }
    }
    int[] columns = ordinals.stream().mapToInt(Integer::intValue).toArray();
    return RowProjection.of(layout, columns, names.toArray(new String[0]));
  }

  private static void column(
      RowLayout layout, String text, List<Integer> ordinals, List<String> names) {
    if (text.contains("::")) {
      throw QueryErrors.notYet("casts ('" + text + "') are");
    }
    if (text.indexOf('(') >= 0 || text.indexOf(')') >= 0) {
      throw QueryErrors.notYet("embedding and aggregates ('" + text + "') are");
    }
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(colon + 1);
    String alias = colon < 0 ? text : text.substring(0, colon);
    RowField field = layout.field(name);
    if (field == null) {
      throw QueryErrors.unknownField(layout, name);
    }
    add(ordinals, names, field.ordinal(), alias);
  }

  private static void add(List<Integer> ordinals, List<String> names, int ordinal, String name) {
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
    ordinals.add(ordinal);
    names.add(name);
  }
}
