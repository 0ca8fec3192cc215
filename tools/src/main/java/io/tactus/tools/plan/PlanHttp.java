package io.tactus.tools.plan;

import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The requests of plans: {@code METHOD PATH}, headers, an empty line, a body. Stateless. */
final class PlanHttp {

  private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) (/\\S*)");
  private static final Pattern HEADER = Pattern.compile("([A-Za-z0-9-]+): ?(.*)");

  private PlanHttp() {}

  /**
   * The text itself if it can be sent once its variables are filled in.
   *
   * @throws IllegalArgumentException if the request or a header line is malformed
   */
  static String checked(String text) {
    parse(text);
    return text;
  }

  static Observation send(ApiClient client, String text) {
    Request request = parse(text);
    ApiResponse response = client.send(request.method, request.path, request.headers, request.body);
    return Observation.ofResponse(response.status(), response.headers(), response.body());
  }

  static Request parse(String text) {
    List<String> lines = text.lines().toList();
    Matcher first = REQUEST_LINE.matcher(lines.isEmpty() ? "" : lines.getFirst());
    if (!first.matches()) {
      throw new IllegalArgumentException("an http block begins with 'METHOD /path'");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    int line = 1;
    for (; line < lines.size() && !lines.get(line).isBlank(); line++) {
      Matcher header = HEADER.matcher(lines.get(line));
      if (!header.matches()) {
        throw new IllegalArgumentException(
            "expected 'Name: value' or an empty line before the body: " + lines.get(line));
      }
      headers.put(header.group(1), header.group(2));
    }
    String body = String.join("\n", lines.subList(Math.min(line + 1, lines.size()), lines.size()));
    if (!body.isEmpty() && !headers.containsKey("Content-Type")) {
      headers.put("Content-Type", "application/json");
    }
    return new Request(first.group(1), first.group(2), headers, body);
  }

  /** A request as a plan has it. */
  record Request(String method, String path, Map<String, String> headers, String body) {}
}
