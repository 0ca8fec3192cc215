package io.tactus.tools.admin;

import io.tactus.tools.client.ApiClient;
import io.tactus.tools.output.Json;
import picocli.CommandLine.Command;

/** {@code tactus schema export}. */
@Command(
    name = "export",
    description = "Prints the whole schema as a document that schema apply takes.",
    footer = {
      "",
      "What was exported changes nothing when it is applied again.",
      "",
      "Example:",
      "  tactus schema export > schema.json"
    })
final class SchemaExportCommand extends AdminCommand {

  @Override
  protected int run(ApiClient client) {
    show(get(client, SchemaApplyCommand.SCHEMA), document -> print(Json.pretty(document)));
    return 0;
  }
}
