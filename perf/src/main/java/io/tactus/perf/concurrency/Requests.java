package io.tactus.perf.concurrency;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.ApiResponse;
import io.tactus.tools.output.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Requests whose answers are judged: a status nobody may expect is a finding. Threading: any.
 *
 * @param client shared by all threads
 * @param findings where unexpected answers go
 */
record Requests(ApiClient client, Findings findings) {
  /** Refusals that two writers who meet, or a schema change between, may well cause. */
  private static final Set<Integer> REFUSALS = Set.of(404, 409, 412, 422, 503);

  /** Sends what must succeed, or nothing makes sense. */
  void require(String method, String path, String body) {
    ApiResponse response = client.sendJson(method, path, body);
    if (!response.succeeded()) {
      throw new CommandFailure(
          ExitCode.NO, method + " " + path + ": " + response.status() + " " + response.body());
    }
  }

  /**
   * Sends a change that may be refused.
   *
   * @param name what it is counted as
   * @return the answer, or null if it was none to expect
   */
  ApiResponse change(String name, String method, String path, Object body) {
    ApiResponse response =
        body == null
            ? client.send(method, path)
            : client.sendJson(method, path, body instanceof String s ? s : Json.print(body));
    if (response.succeeded()) {
      findings.count(name);
      return response;
    }
    if (REFUSALS.contains(response.status())) {
      findings.count(name + " refused");
      return response;
    }
    findings.violation(method + " " + path + ": " + response.status() + " " + response.body());
    return null;
  }

  /** A transaction of several operations. */
  ApiResponse batch(String name, List<Map<String, Object>> operations) {
    return change(name, "POST", "/batch", Map.of("operations", operations));
  }

  /** Reads rows, all from one version; null if there was no such answer, which is a finding. */
  List<Map<String, Object>> rows(String query) {
    ApiResponse response = client.send("GET", "/rest/v1/" + query);
    if (response.status() != 200) {
      findings.violation("GET " + query + ": " + response.status() + " " + response.body());
      return null;
    }
    return Json.array(response.json()).stream().map(Json::object).toList();
  }
}
