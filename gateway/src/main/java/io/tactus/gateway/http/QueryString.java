package io.tactus.gateway.http;

import io.tactus.gateway.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a query string in the order given; a name may occur more than once.
 *
 * <p>Threading: immutable.
 */
public final class QueryString {

  /** More parameters than this are refused: each filter term costs work. */
  public static final int MAX_PARAMETERS = 256;

  /** A request without a query. */
  public static final QueryString EMPTY = new QueryString(List.of());

  /** One parameter, decoded. */
  public record Parameter(String name, String value) {}

  private final List<Parameter> parameters;

  private QueryString(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /** Parses a raw query string without its question mark. */
  public static QueryString parse(String raw) {
    if (raw == null || raw.isEmpty()) {
      return EMPTY;
    }
    List<Parameter> found = new ArrayList<>();
    int from = 0;
    while (from <= raw.length()) {
      int end = raw.indexOf('&', from);
      end = end < 0 ? raw.length() : end;
      if (end > from) {
        found.add(parameter(raw, from, end));
      }
      from = end + 1;
    }
    if (found.size() > MAX_PARAMETERS) {
      throw ProblemType.INVALID_QUERY.refuse("More than " + MAX_PARAMETERS + " query parameters.");
    }
    return new QueryString(List.copyOf(found));
  }

  private static Parameter parameter(String raw, int from, int end) {
    int equals = raw.indexOf('=', from);
    if (equals < 0 || equals > end) {
      equals = end;
    }
    String name = PercentText.decodeQuery(raw.substring(from, equals));
    String value = equals == end ? "" : PercentText.decodeQuery(raw.substring(equals + 1, end));
    return new Parameter(name, value);
  }

  /** Returns all parameters in order. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Returns whether there is none. */
  public boolean isEmpty() {
    return parameters.isEmpty();
  }

  /** Returns the value of the first parameter of this name, or null. */
  public String first(String name) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(name)) {
        return parameters.get(i).value();
      }
    }
    return null;
  }

  /** Returns a yes-or-no parameter; absent means no, anything but true or false is refused. */
  public boolean flag(String name) {
    return flag(name, false);
  }

  /** Returns a yes-or-no parameter with a value for when it is absent. */
  public boolean flag(String name, boolean absent) {
    String value = first(name);
    if (value == null) {
      return absent;
    }
    if (value.equals("false")) {
      return false;
    }
    if (value.equals("true")) {
      return true;
    }
    throw ProblemType.INVALID_QUERY.refuse("Parameter " + name + " must be true or false.");
  }
}
