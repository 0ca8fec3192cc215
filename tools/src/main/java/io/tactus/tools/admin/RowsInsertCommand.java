package io.tactus.tools.admin;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.client.ApiClient;
import io.tactus.tools.output.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tactus rows insert}. */
@Command(
    name = "insert",
    description = "Inserts rows; several at once go in together or not at all.",
    footer = {
      "",
      "Examples:",
      "  tactus rows insert players name=Ann skill=1500",
      "  tactus rows insert players '{\"name\":\"Ann\"}'",
      "  tactus rows insert players --file players.json",
      "  generate-players | tactus rows insert players --file -"
    })
final class RowsInsertCommand extends AdminCommand {

  @Parameters(index = "0", paramLabel = "TABLE", description = "The table.")
  private String table;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FIELD=VALUE",
      description = "The row, as words or as one JSON object.")
  private List<String> values = new ArrayList<>();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "A JSON object or array of objects; - for standard input.")
  private String file;

  @Override
  protected int run(ApiClient client) {
    if ((file == null) == values.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, "give either FIELD=VALUE words or --file");
    }
    String body = file == null ? Json.print(JsonInput.object(values)) : JsonInput.file(file);
    show(
        send(
            client,
            "POST",
            RowsCommand.path(table),
            Map.of("Prefer", "return=representation"),
            body),
        rows -> print(RowTable.of(rows instanceof List<?> ? Json.array(rows) : List.of(rows))));
    return 0;
  }
}
