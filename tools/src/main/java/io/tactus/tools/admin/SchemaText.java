package io.tactus.tools.admin;

import io.tactus.tools.output.Json;
import io.tactus.tools.output.TextTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows schema documents to people. Stateless. */
final class SchemaText {

  private static final Set<String> COLUMNS = Set.of("name", "type", "nullable", "default");

  private SchemaText() {}

  /** A table, or a whole schema with its types before its tables. */
  static String of(Map<String, Object> document) {
    if (document.containsKey("fields") || document.containsKey("primaryKey")) {
      return table(document);
    }
    StringBuilder text = new StringBuilder();
    if (document.get("types") instanceof List<?> types) {
      for (Object type : types) {
        text.append(type(Json.object(type))).append("\n\n");
      }
    }
    if (document.get("tables") instanceof List<?> tables) {
      tables.forEach(table -> text.append(table(Json.object(table))).append("\n\n"));
    }
    return text.toString().stripTrailing();
  }

  private static String type(Map<String, Object> type) {
    Object values = type.get("enum");
    if (values != null) {
      return "type " + Json.cell(type.get("name")) + ": one of " + names(values);
    }
    return "type " + Json.cell(type.get("name")) + "\n" + fields(type);
  }

  private static String table(Map<String, Object> table) {
    StringBuilder text = new StringBuilder();
    text.append("table ").append(Json.cell(table.get("name")));
    text.append(", primary key ").append(names(table.get("primaryKey"))).append('\n');
    text.append(fields(table));
    if (table.get("indexes") instanceof List<?> indexes && !indexes.isEmpty()) {
      TextTable lines = new TextTable(List.of("index", "kind", "fields", "more"));
      for (Object entry : indexes) {
        Map<String, Object> index = Json.object(entry);
        lines.add(
            List.of(
                Json.cell(index.get("name")),
                Json.cell(index.get("kind")),
                names(index.get("fields")),
                more(index, Set.of("name", "kind", "fields"))));
      }
      text.append('\n').append(lines.render());
    }
    return text.toString().stripTrailing();
  }

  private static String fields(Map<String, Object> owner) {
    TextTable lines = new TextTable(List.of("field", "type", "null", "default", "more"));
    for (Object entry : Json.array(owner.get("fields"))) {
      Map<String, Object> field = Json.object(entry);
      lines.add(
          List.of(
              Json.cell(field.get("name")),
              Json.cell(field.get("type")),
              Boolean.TRUE.equals(field.get("nullable")) ? "yes" : "",
              field.containsKey("default") ? Json.print(field.get("default")) : "",
              more(field, COLUMNS)));
    }
    return lines.render();
  }

  /** What has no column of its own: {@code generated}, {@code min 0}, {@code onDelete setNull}. */
  private static String more(Map<String, Object> element, Set<String> shown) {
    return element.entrySet().stream()
        .filter(member -> !shown.contains(member.getKey()))
        .filter(member -> !Boolean.FALSE.equals(member.getValue()))
        .map(
            member ->
                Boolean.TRUE.equals(member.getValue())
                    ? member.getKey()
                    : member.getKey() + " " + Json.cell(member.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Names of a list, separated by commas. */
  static String names(Object list) {
    return Json.array(list).stream().map(Json::cell).collect(Collectors.joining(", "));
  }
}
