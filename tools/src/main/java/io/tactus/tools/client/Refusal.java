package io.tactus.tools.client;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.output.Json;
import java.util.Map;

/** Turns an answer that is not 2xx into the failure of a command. Stateless. */
public final class Refusal {

  private Refusal() {}

  /**
   * Returns the answer if it succeeded.
   *
   * @throws CommandFailure with {@link ExitCode#NO} and the problem in words otherwise
   */
  public static ApiResponse unlessSucceeded(ApiResponse response) {
    if (response.succeeded()) {
      return response;
    }
    throw new CommandFailure(ExitCode.NO, describe(response));
  }

  /** One line for the problem, then detail and hint when there are any. */
  static String describe(ApiResponse response) {
    Map<String, Object> problem;
    try {
      problem = Json.object(response.json());
    } catch (IllegalArgumentException e) {
      return "the server answered " + response.status() + ": " + response.body().strip();
    }
    return describe(problem, response.status())
        + response.header("X-Request-Id").map(id -> "\n  request: " + id).orElse("");
  }

  /** The same for a problem object found elsewhere, such as in a JSON-RPC error. */
  public static String describe(Map<String, Object> problem, int status) {
    StringBuilder text = new StringBuilder("refused");
    if (status > 0) {
      text.append(" with ").append(status);
    }
    text.append(": ").append(firstOf(problem, "message", "detail", "title"));
    append(text, problem, "code", "code");
    append(text, problem, "name", "type");
    append(text, problem, "operation", "failedIndex");
    append(text, problem, "table", "table");
    append(text, problem, "field", "field");
    append(text, problem, "details", "details");
    append(text, problem, "hint", "hint");
    return text.toString();
  }

  private static void append(
      StringBuilder text, Map<String, Object> problem, String label, String member) {
    Object value = problem.get(member);
    if (value == null) {
      return;
    }
    String shown = Json.cell(value);
    if (member.equals("type")) {
      shown = shown.substring(shown.lastIndexOf('/') + 1);
      shown = shown.substring(shown.lastIndexOf(':') + 1);
    }
    text.append("\n  ").append(label).append(": ").append(shown);
  }

  private static String firstOf(Map<String, Object> problem, String... members) {
    for (String member : members) {
      if (problem.get(member) instanceof String text && !text.isBlank()) {
        return text;
      }
    }
    return Json.print(problem);
  }
}
