package io.tactus.tools.client;

import io.tactus.tools.output.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a server answered. Header names are matched in any case. Immutable. */
public record ApiResponse(int status, Map<String, List<String>> headers, String body) {

  /** Copies the headers into a map that ignores case. */
  public ApiResponse {
    TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = copy;
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(List::getFirst);
  }

  /** Whether the status is 2xx. */
  public boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /**
   * The body as JSON.
   *
   * @throws IllegalArgumentException if it is not JSON
   */
  public Object json() {
    return Json.parse(body);
  }
}
