package io.tactus.tools.admin;

import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.ApiResponse;
import io.tactus.tools.output.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tactus rows get}. */
@Command(
    name = "get",
    description = "Shows one row by its primary key; exits 1 if there is none.",
    footer = {
      "",
      "Parts of a composite key are separated by commas.",
      "",
      "Examples:",
      "  tactus rows get players 7",
      "  tactus rows get scores 7,2026"
    })
final class RowsGetCommand extends AdminCommand {

  @Parameters(index = "0", paramLabel = "TABLE", description = "The table.")
  private String table;

  @Parameters(index = "1", paramLabel = "KEY", description = "The primary key.")
  private String key;

  @Override
  protected int run(ApiClient client) {
    ApiResponse response = get(client, RowsCommand.path(table, key));
    show(
        response,
        row -> {
          print(RowTable.ofObject(Json.object(row)));
          response.header("ETag").ifPresent(tag -> print("version " + tag.replace("\"", "")));
        });
    return 0;
  }
}
