package io.tactus.tools.admin;

import io.tactus.tools.client.ApiClient;
import io.tactus.tools.output.Json;
import io.tactus.tools.output.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;

/** {@code tactus stats}. */
@Command(
    name = "stats",
    description = "Shows counters, and latency percentiles per operation and stage.",
    footer = {"", "Examples:", "  tactus stats", "  tactus stats --json"})
public final class StatsCommand extends AdminCommand {

  @Override
  protected int run(ApiClient client) {
    show(get(client, "/stats"), document -> print(render(Json.object(document))));
    return 0;
  }

  /** Plain figures first, then a table for every group; which there are is the server's choice. */
  static String render(Map<String, Object> document) {
    Map<String, Object> figures = new LinkedHashMap<>();
    StringBuilder groups = new StringBuilder();
    document.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?>) {
            groups.append('\n').append(group(name, Json.object(value)));
          } else {
            figures.put(name, value);
          }
        });
    return RowTable.ofObject(figures) + "\n" + groups.toString().stripTrailing();
  }

  private static String group(String name, Map<String, Object> members) {
    Set<String> columns = new LinkedHashSet<>();
    members.values().stream()
        .filter(Map.class::isInstance)
        .forEach(member -> columns.addAll(Json.object(member).keySet()));
    if (columns.isEmpty()) {
      return name + "\n" + RowTable.ofObject(members) + "\n";
    }
    List<String> headings = new ArrayList<>(columns);
    headings.addFirst(name);
    TextTable table = new TextTable(headings);
    members.forEach((member, value) -> table.add(row(member, value, columns)));
    return table.render();
  }

  private static List<String> row(String member, Object value, Set<String> columns) {
    List<String> cells = new ArrayList<>();
    cells.add(member);
    columns.forEach(
        column ->
            cells.add(value instanceof Map<?, ?> ? Json.cell(Json.object(value).get(column)) : ""));
    return cells;
  }
}
