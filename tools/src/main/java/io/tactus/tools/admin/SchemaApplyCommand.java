package io.tactus.tools.admin;

import io.tactus.tools.ExitCode;
import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.ApiResponse;
import io.tactus.tools.output.Json;
import io.tactus.tools.output.TextTable;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tactus schema apply}: the plan first, then the change as one command. */
@Command(
    name = "apply",
    description = "Makes the schema what a document says, as one change.",
    footer = {
      "",
      "Shows what will be done. What the document does not name is dropped, values may be rounded",
      "or cut: only with --allow-loss. Tables and fields keep their rows under a new name if they",
      "say \"renamedFrom\".",
      "",
      "Exit code 1: data would be lost, or the server refused.",
      "",
      "Examples:",
      "  tactus schema apply schema.json --dry-run",
      "  tactus schema apply schema.json --allow-loss",
      "  tactus schema export | tactus schema apply -"
    })
final class SchemaApplyCommand extends AdminCommand {

  static final String SCHEMA = "/schema/v1";

  @Parameters(paramLabel = "FILE", description = "The document, - for standard input.")
  private String file;

  @Option(names = "--allow-loss", description = "Drop and narrow what the document says.")
  private boolean allowLoss;

  @Option(names = "--dry-run", description = "Show the plan and change nothing.")
  private boolean dryRun;

  @Override
  protected int run(ApiClient client) {
    String document = JsonInput.literalOrFile(file);
    ApiResponse planned =
        send(client, "PUT", SCHEMA + "?dryRun=true" + loss("&"), Map.of(), document);
    Map<String, Object> plan = Json.object(planned.json());
    boolean loses = Boolean.TRUE.equals(plan.get("losesData"));
    List<Object> steps = Json.array(plan.get("steps"));
    if (dryRun) {
      show(planned, shown -> printPlan(steps));
      return ExitCode.DONE;
    }
    if (loses && !allowLoss) {
      show(planned, shown -> printPlan(steps));
      System.err.println("This would lose data; nothing was changed. Repeat with --allow-loss.");
      return ExitCode.NO;
    }
    ApiResponse done = send(client, "PUT", SCHEMA + loss("?"), Map.of(), document);
    show(done, schema -> printDone(steps));
    return ExitCode.DONE;
  }

  private String loss(String separator) {
    return allowLoss ? separator + "allowLoss=true" : "";
  }

  private void printDone(List<Object> steps) {
    printPlan(steps);
    if (!steps.isEmpty()) {
      print("done");
    }
  }

  private void printPlan(List<Object> steps) {
    if (steps.isEmpty()) {
      print("nothing to do");
      return;
    }
    TextTable table = new TextTable(List.of("step", "work", "loses data"));
    for (Object entry : steps) {
      Map<String, Object> step = Json.object(entry);
      table.add(
          List.of(
              Json.cell(step.get("text")),
              Json.cell(step.get("work")),
              Boolean.TRUE.equals(step.get("losesData")) ? "yes" : ""));
    }
    out().print(table.render());
  }
}
