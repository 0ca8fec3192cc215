package io.tactus.gateway.command;

import io.tactus.gateway.http.Request;
import io.tactus.gateway.problem.ProblemType;
import java.util.Locale;

/**
 * What the Prefer header asks for, as PostgREST reads it.
 *
 * @param result what a write returns
 * @param countExact whether Content-Range shall hold the number of all matching rows
 * @param resolution what an insert does about a key that is there
 * @param maxAffected most rows a bulk change may touch, or -1
 */
public record Preferences(
    Result result, boolean countExact, Resolution resolution, long maxAffected) {

  /** What a write returns. */
  public enum Result {
    MINIMAL,
    HEADERS_ONLY,
    REPRESENTATION
  }

  /** What an insert does about a key that is there. */
  public enum Resolution {
    NONE,
    MERGE,
    IGNORE
  }

  private static final Preferences DEFAULT =
      new Preferences(Result.MINIMAL, false, Resolution.NONE, -1);

  /** Reads the header; with {@code handling=strict} an unknown preference is refused. */
  public static Preferences of(Request request) {
    String header = request.joinedHeader("Prefer");
    if (header == null) {
      return DEFAULT;
    }
    Preferences found = DEFAULT;
    String unknown = "";
    boolean strict = false;
    for (String part : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      String preference = part.trim().replace(" ", "");
      strict |= preference.equals("handling=strict");
      Preferences next = found.with(preference);
      if (next == null) {
        unknown = preference;
      } else {
        found = next;
      }
    }
    if (strict && !unknown.isEmpty()) {
      throw ProblemType.INVALID_QUERY.refuse("Unknown preference '" + unknown + "'.");
    }
    return found;
  }

  /** Whether rows are to be returned. */
  public boolean representation() {
    return result == Result.REPRESENTATION;
  }

  private Preferences with(String preference) {
    return switch (preference) {
      case "return=minimal" -> withResult(Result.MINIMAL);
      case "return=headers-only" -> withResult(Result.HEADERS_ONLY);
      case "return=representation" -> withResult(Result.REPRESENTATION);
      case "count=exact" -> new Preferences(result, true, resolution, maxAffected);
      case "resolution=merge-duplicates" -> withResolution(Resolution.MERGE);
      case "resolution=ignore-duplicates" -> withResolution(Resolution.IGNORE);
      case "missing=default", "missing=null", "handling=strict", "handling=lenient", "tx=commit" ->
          this;
      case "" -> this;
      default -> withMaxAffected(preference);
    };
  }

  private Preferences withResult(Result newResult) {
    return new Preferences(newResult, countExact, resolution, maxAffected);
  }

  private Preferences withResolution(Resolution newResolution) {
    return new Preferences(result, countExact, newResolution, maxAffected);
  }

  private Preferences withMaxAffected(String preference) {
    String prefix = "max-affected=";
    if (!preference.startsWith(prefix) || !preference.matches("max-affected=[0-9]{1,9}")) {
      return null;
    }
    return new Preferences(
        result, countExact, resolution, Long.parseLong(preference.substring(prefix.length())));
  }
}
