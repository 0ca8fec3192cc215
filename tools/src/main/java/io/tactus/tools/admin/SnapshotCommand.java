package io.tactus.tools.admin;

import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.ApiResponse;
import io.tactus.tools.output.Json;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tactus snapshot}. */
@Command(
    name = "snapshot",
    description = "Takes a snapshot now and waits for it.",
    subcommands = SnapshotCommand.ListSnapshots.class,
    footer = {
      "",
      "Examples:",
      "  tactus snapshot",
      "  tactus snapshot --no-wait",
      "  tactus snapshot list"
    })
public final class SnapshotCommand extends AdminCommand {

  private static final String PATH = "/admin/v1/snapshots";

  @Option(names = "--no-wait", description = "Only start it.")
  private boolean noWait;

  @Override
  protected int run(ApiClient client) {
    show(
        noWait ? send(client, "POST", PATH, Map.of(), "") : await(client),
        document -> print(document == null ? "started" : RowTable.any(document)));
    return 0;
  }

  private ApiResponse await(ApiClient client) {
    if (json()) {
      return send(client, "POST", PATH + "?wait=true", Map.of(), "");
    }
    try (SnapshotProgress _ = new SnapshotProgress(client, err())) {
      return send(client, "POST", PATH + "?wait=true", Map.of(), "");
    }
  }

  /** {@code tactus snapshot list}. */
  @Command(
      name = "list",
      description = "Lists the snapshots, newest first.",
      footer = {"", "Example:", "  tactus snapshot list"})
  static final class ListSnapshots extends AdminCommand {
    @Override
    protected int run(ApiClient client) {
      show(
          get(client, PATH),
          document ->
              print(
                  RowTable.of(
                      Json.array(
                          document instanceof List<?>
                              ? document
                              : Json.object(document).get("snapshots")))));
      return 0;
    }
  }
}
