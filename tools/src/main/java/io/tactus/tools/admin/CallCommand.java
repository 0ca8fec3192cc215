package io.tactus.tools.admin;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.ApiResponse;
import io.tactus.tools.client.Refusal;
import io.tactus.tools.output.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tactus call}: a procedure or a built-in, over JSON-RPC. */
@Command(
    name = "call",
    description = "Calls a procedure or a built-in such as db.query, and prints its result.",
    footer = {
      "",
      "Examples:",
      "  tactus call matchmaker.enqueue player=7 mode=duel skill=1500 'regions=[\"eu\"]'",
      "  tactus call matchmaker.status '{\"ticket\":1}'",
      "  tactus call db.query table=players filter=skill=gte.1400 --json"
    })
public final class CallCommand extends AdminCommand {

  @Parameters(index = "0", paramLabel = "PROCEDURE", description = "Its name.")
  private String procedure;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "NAME=VALUE",
      description = "Parameters, as words or as one JSON object.")
  private List<String> parameters = new ArrayList<>();

  @Override
  protected int run(ApiClient client) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("jsonrpc", "2.0");
    request.put("id", 1L);
    request.put("method", procedure);
    request.put("params", JsonInput.object(parameters));
    ApiResponse response = send(client, "POST", "/rpc", Map.of(), Json.print(request));
    Map<String, Object> answer = Json.object(response.json());
    if (answer.get("error") != null) {
      throw new CommandFailure(ExitCode.NO, describe(Json.object(answer.get("error"))));
    }
    Object result = answer.get("result");
    print(json() ? Json.print(result) : RowTable.any(result));
    return 0;
  }

  private static String describe(Map<String, Object> error) {
    if (error.get("data") instanceof Map<?, ?> problem) {
      return Refusal.describe(Json.object(problem), 0);
    }
    return "refused: "
        + Json.cell(error.get("message"))
        + " ("
        + Json.cell(error.get("code"))
        + ")";
  }
}
