package io.tactus.tools.admin;

import io.tactus.tools.client.ApiClient;
import io.tactus.tools.output.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tactus batch}. */
@Command(
    name = "batch",
    description = "Runs several operations as one transaction.",
    footer = {
      "",
      "The document is {\"operations\":[…]} or just the array of operations.",
      "",
      "Examples:",
      "  tactus batch transfer.json",
      "  tactus batch - < transfer.json",
      "  tactus batch '[{\"op\":\"update\",\"table\":\"players\",\"key\":7,"
          + "\"set\":{\"gold\":{\"$add\":-5}}}]'"
    })
public final class BatchCommand extends AdminCommand {

  @Parameters(paramLabel = "FILE", description = "A file, - for standard input, or JSON itself.")
  private String file;

  @Option(names = "--dry-run", description = "Run it, show the results, change nothing.")
  private boolean dryRun;

  @Override
  protected int run(ApiClient client) {
    Object document = Json.parse(JsonInput.literalOrFile(file));
    Map<String, Object> batch = new LinkedHashMap<>();
    if (document instanceof List<?>) {
      batch.put("operations", document);
    } else {
      batch.putAll(Json.object(document));
    }
    if (dryRun) {
      batch.put("dryRun", true);
    }
    show(
        send(client, "POST", "/batch", Map.of(), Json.print(batch)),
        answer -> {
          Map<String, Object> object = Json.object(answer);
          print(RowTable.of(Json.array(object.get("results"))));
          print(
              "sequence "
                  + Json.cell(object.get("sequence"))
                  + ", tick "
                  + Json.cell(object.get("tick")));
        });
    return 0;
  }
}
