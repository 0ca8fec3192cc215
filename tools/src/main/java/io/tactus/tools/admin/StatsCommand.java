package io.tactus.tools.admin;

import io.tactus.tools.client.ApiClient;
import io.tactus.tools.output.Json;
import io.tactus.tools.output.TextTable;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code tactus stats}. */
@Command(
    name = "stats",
    description = "Shows counters and latency percentiles per operation and stage.",
    footer = {"", "Examples:", "  tactus stats", "  tactus stats --json"})
public final class StatsCommand extends AdminCommand {

  @Override
  protected int run(ApiClient client) {
    show(
        get(client, "/stats"),
        document -> {
          TextTable table = new TextTable(List.of("name", "value"));
          flatten(table, "", document);
          out().print(table.render());
        });
    return 0;
  }

  /** One line for each number, named by its path; the shape of the document is the server's. */
  private static void flatten(TextTable table, String name, Object value) {
    if (value instanceof Map<?, ?>) {
      Json.object(value)
          .forEach((key, inner) -> flatten(table, name.isEmpty() ? key : name + "." + key, inner));
    } else {
      table.add(List.of(name, Json.cell(value)));
    }
  }
}
