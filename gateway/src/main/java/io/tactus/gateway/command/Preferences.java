package io.tactus.gateway.command;

import io.tactus.gateway.http.Request;
import io.tactus.gateway.http.Response;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the Prefer header asks for, as PostgREST reads it. What the route does something about comes
 * back in Preference-Applied; the first of several values of one preference counts (RFC 7240).
 *
 * <p>Threading: immutable.
 */
public final class Preferences {

  /** What can be asked for. The name in the header is that in lower case, with hyphens. */
  public enum Preference {
    RETURN,
    RESOLUTION,
    MISSING,
    COUNT,
    TX,
    HANDLING,
    MAX_AFFECTED;

    private String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

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

  private static final Map<String, Preference> NAMES = names();
  private static final Preferences NONE = new Preferences();

  private final EnumMap<Preference, String> asked = new EnumMap<>(Preference.class);
  private final List<String> unknown = new ArrayList<>();
  private String applied;

  private Preferences() {}

  private static Map<String, Preference> names() {
    Map<String, Preference> names = new java.util.HashMap<>();
    for (Preference preference : Preference.values()) {
      names.put(preference.text(), preference);
    }
    return Map.copyOf(names);
  }

  /**
   * Reads the header.
   *
   * @param honoured what the route does something about; the rest is as if it were not there
   * @throws Refusal with {@code handling=strict}, if a preference is unknown
   */
  public static Preferences of(Request request, Set<Preference> honoured) {
    String header = request.joinedHeader("Prefer");
    if (header == null) {
      return NONE;
    }
    Preferences found = new Preferences();
    for (String part : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      found.add(part.replace(" ", "").replace("\t", ""));
    }
    if (found.is(Preference.HANDLING, "strict") && !found.unknown.isEmpty()) {
      throw new Refusal(
          Problem.of(
                  ProblemType.INVALID_PREFERENCES, "Invalid preferences given with handling=strict")
              .withDetails("Invalid preferences: " + String.join(", ", found.unknown)));
    }
    found.keep(honoured);
    return found;
  }

  private void add(String text) {
    int equals = text.indexOf('=');
    Preference preference = NAMES.get(equals < 0 ? text : text.substring(0, equals));
    String value = equals < 0 ? "" : text.substring(equals + 1);
    if (preference != null && isKnown(preference, value)) {
      asked.putIfAbsent(preference, value);
    } else if (!text.isEmpty()) {
      unknown.add(text);
    }
  }

  private static boolean isKnown(Preference preference, String value) {
    return switch (preference) {
      case RETURN -> Set.of("minimal", "headers-only", "representation").contains(value);
      case RESOLUTION -> Set.of("merge-duplicates", "ignore-duplicates").contains(value);
      case MISSING -> Set.of("default", "null").contains(value);
      // The planner's estimates are no better founded than a count, and a count is exact.
      case COUNT -> Set.of("exact", "planned", "estimated").contains(value);
      case TX -> Set.of("commit", "rollback").contains(value);
      case HANDLING -> Set.of("strict", "lenient").contains(value);
      case MAX_AFFECTED -> value.matches("[0-9]{1,9}");
    };
  }

  private void keep(Set<Preference> honoured) {
    asked.keySet().removeIf(p -> p != Preference.HANDLING && !honoured.contains(p));
    List<String> texts = new ArrayList<>();
    asked.forEach(
        (preference, value) -> {
          String told = preference == Preference.COUNT ? "exact" : value;
          texts.add(preference.text() + "=" + told);
        });
    applied = texts.isEmpty() ? null : String.join(", ", texts);
  }

  /** Says in the reply what was done about them; nothing if there was nothing. */
  public void tell(Response response) {
    if (applied != null) {
      response.header("Preference-Applied", applied);
    }
  }

  /** Returns what a write is to return. */
  public Result result() {
    if (is(Preference.RETURN, "representation")) {
      return Result.REPRESENTATION;
    }
    return is(Preference.RETURN, "headers-only") ? Result.HEADERS_ONLY : Result.MINIMAL;
  }

  /** Whether rows are to be returned. */
  public boolean representation() {
    return result() == Result.REPRESENTATION;
  }

  /** Whether Content-Range shall hold the number of all matching rows. */
  public boolean countExact() {
    return asked.containsKey(Preference.COUNT);
  }

  /** Returns what an insert does about a key that is there. */
  public Resolution resolution() {
    if (is(Preference.RESOLUTION, "merge-duplicates")) {
      return Resolution.MERGE;
    }
    return is(Preference.RESOLUTION, "ignore-duplicates") ? Resolution.IGNORE : Resolution.NONE;
  }

  /** Whether a column that a row does not give takes its default, and not null. */
  public boolean missingDefault() {
    return is(Preference.MISSING, "default");
  }

  /** Whether the write is only tried out. */
  public boolean rollback() {
    return is(Preference.TX, "rollback");
  }

  /** Returns the most rows a bulk change may touch, or -1. */
  public long maxAffected() {
    String most = asked.get(Preference.MAX_AFFECTED);
    return most == null ? -1 : Long.parseLong(most);
  }

  private boolean is(Preference preference, String value) {
    return value.equals(asked.get(preference));
  }
}
