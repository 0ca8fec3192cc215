package io.tactus.tools.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a step has seen. Absent parts are empty: a request has no exit code, a process no status.
 * Immutable.
 *
 * @param ready whether a started server said that it serves
 */
public record Observation(
    Optional<Integer> status,
    Map<String, List<String>> headers,
    String body,
    Optional<Integer> exitCode,
    boolean ready,
    String stdout,
    String stderr) {

  /** That of a step that checks itself. */
  static final Observation NOTHING = ofProcess(Optional.empty(), false, "", "");

  private static final int SHOWN_CHARACTERS = 2000;

  /** Copies the headers into a map that ignores case. */
  public Observation {
    TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = copy;
  }

  static Observation ofResponse(int status, Map<String, List<String>> headers, String body) {
    return new Observation(Optional.of(status), headers, body, Optional.empty(), false, "", "");
  }

  static Observation ofProcess(
      Optional<Integer> exitCode, boolean ready, String stdout, String stderr) {
    return new Observation(Optional.empty(), Map.of(), "", exitCode, ready, stdout, stderr);
  }

  /** The text a check without a named source looks at: a body, or else standard output. */
  public String primaryText() {
    return status.isPresent() ? body : stdout;
  }

  /** For a failure report: everything seen, shortened. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    status.ifPresent(s -> text.append("status ").append(s).append('\n'));
    exitCode.ifPresent(e -> text.append("exit ").append(e).append('\n'));
    headers.forEach((name, values) -> text.append(name).append(": ").append(values).append('\n'));
    section(text, "body", body);
    section(text, "stdout", stdout);
    section(text, "stderr", stderr);
    return text.toString();
  }

  private static void section(StringBuilder text, String name, String content) {
    if (!content.isEmpty()) {
      String shown =
          content.length() <= SHOWN_CHARACTERS
              ? content
              : content.substring(0, SHOWN_CHARACTERS) + "… (" + content.length() + " characters)";
      text.append(name).append(": ").append(shown.stripTrailing()).append('\n');
    }
  }
}
