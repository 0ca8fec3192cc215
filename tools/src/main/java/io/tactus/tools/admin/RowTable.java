package io.tactus.tools.admin;

import io.tactus.tools.output.Json;
import io.tactus.tools.output.TextTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows parsed JSON as tables. Stateless. */
final class RowTable {

  private RowTable() {}

  /** An array of objects, one row each; columns in the order in which they first come. */
  static String of(List<Object> rows) {
    Set<String> columns = new LinkedHashSet<>();
    rows.forEach(row -> columns.addAll(Json.object(row).keySet()));
    TextTable table = new TextTable(List.copyOf(columns));
    for (Object row : rows) {
      Map<String, Object> object = Json.object(row);
      table.add(columns.stream().map(column -> Json.cell(object.get(column))).toList());
    }
    return (columns.isEmpty() ? "" : table.render())
        + "("
        + rows.size()
        + (rows.size() == 1 ? " row)" : " rows)");
  }

  /** One object, a line for each member. */
  static String ofObject(Map<String, Object> object) {
    int width = object.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    object.forEach(
        (name, value) ->
            text.append(name)
                .append(" ".repeat(width - name.length() + 2))
                .append(Json.cell(value))
                .append('\n'));
    return text.toString().stripTrailing();
  }

  /** Whatever it is, in the most readable form. */
  static String any(Object value) {
    if (value instanceof Map<?, ?>) {
      return ofObject(Json.object(value));
    }
    boolean rows =
        value instanceof List<?> list
            && !list.isEmpty()
            && list.stream().allMatch(Map.class::isInstance);
    return rows ? of(Json.array(value)) : Json.cell(value);
  }
}
