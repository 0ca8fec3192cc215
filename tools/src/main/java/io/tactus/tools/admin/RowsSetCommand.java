package io.tactus.tools.admin;

import io.tactus.tools.client.ApiClient;
import io.tactus.tools.output.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tactus rows set}. */
@Command(
    name = "set",
    description = "Changes fields of one row.",
    footer = {
      "",
      "Examples:",
      "  tactus rows set players 7 name=Bo skill=1600",
      "  tactus rows set players 7 'gold={\"$add\":-5}'",
      "  tactus rows set players 7 name=Bo --if-version 12"
    })
final class RowsSetCommand extends AdminCommand {

  @Parameters(index = "0", paramLabel = "TABLE", description = "The table.")
  private String table;

  @Parameters(index = "1", paramLabel = "KEY", description = "The primary key.")
  private String key;

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "FIELD=VALUE",
      description = "What to change, as words or as one JSON object.")
  private List<String> values;

  @Option(
      names = "--if-version",
      paramLabel = "VERSION",
      description = "Only if the row still has this version (see: rows get).")
  private Long version;

  @Override
  protected int run(ApiClient client) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Prefer", "return=representation");
    if (version != null) {
      headers.put("If-Match", "\"" + version + "\"");
    }
    String body = Json.print(JsonInput.object(values));
    show(
        send(client, "PATCH", RowsCommand.path(table, key), headers, body),
        row -> print(row == null ? "changed" : RowTable.any(row)));
    return 0;
  }
}
