package io.tactus.tools.admin;

import io.tactus.tools.client.ApiClient;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tactus rows delete}. */
@Command(
    name = "delete",
    description = "Deletes rows by primary key, one command each; stops at the first refusal.",
    footer = {"", "Example:", "  tactus rows delete players 7 8 9"})
final class RowsDeleteCommand extends AdminCommand {

  @Parameters(index = "0", paramLabel = "TABLE", description = "The table.")
  private String table;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "KEY", description = "Primary keys.")
  private List<String> keys;

  @Override
  protected int run(ApiClient client) {
    for (String key : keys) {
      show(
          send(client, "DELETE", RowsCommand.path(table, key), Map.of(), ""),
          nothing -> print("deleted " + key));
    }
    return 0;
  }
}
