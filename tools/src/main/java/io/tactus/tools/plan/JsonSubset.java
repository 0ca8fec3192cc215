package io.tactus.tools.plan;

import io.tactus.tools.output.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compares a JSON document with an expected one. In a subset match an object may hold members the
 * expected one does not name; arrays must have the same length either way. Numbers are compared by
 * value. The strings {@code "<any>"}, {@code "<number>"}, {@code "<string>"}, {@code "<absent>"}
 * and {@code "<matches REGEX>"} stand for what they say. Stateless.
 */
final class JsonSubset {

  private static final Pattern MATCHES = Pattern.compile("<matches (.*)>");

  private JsonSubset() {}

  /** The first difference as {@code /pointer: expected …, got …}, or empty if they agree. */
  static Optional<String> difference(Object expected, Object actual, boolean exactly) {
    return difference("", expected, actual, exactly);
  }

  private static Optional<String> difference(
      String pointer, Object expected, Object actual, boolean exactly) {
    if (expected instanceof Map<?, ?> map && actual instanceof Map<?, ?> other) {
      return objects(pointer, map, other, exactly);
    }
    if (expected instanceof List<?> list && actual instanceof List<?> other) {
      return arrays(pointer, list, other, exactly);
    }
    return scalarMatches(expected, actual)
        ? Optional.empty()
        : Optional.of(wrong(pointer, Json.print(expected), Json.print(actual)));
  }

  private static Optional<String> objects(
      String pointer, Map<?, ?> expected, Map<?, ?> actual, boolean exactly) {
    for (Map.Entry<?, ?> entry : expected.entrySet()) {
      String inner = pointer + "/" + entry.getKey();
      boolean absent = "<absent>".equals(entry.getValue());
      if (actual.containsKey(entry.getKey()) == absent) {
        String got = absent ? Json.print(actual.get(entry.getKey())) : "nothing";
        return Optional.of(wrong(inner, Json.print(entry.getValue()), got));
      }
      if (!absent) {
        Optional<String> found =
            difference(inner, entry.getValue(), actual.get(entry.getKey()), exactly);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    for (Object key : actual.keySet()) {
      if (exactly && !expected.containsKey(key)) {
        return Optional.of(wrong(pointer + "/" + key, "nothing", Json.print(actual.get(key))));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> arrays(
      String pointer, List<?> expected, List<?> actual, boolean exactly) {
    if (expected.size() != actual.size()) {
      return Optional.of(
          wrong(pointer, expected.size() + " elements", actual.size() + ": " + Json.print(actual)));
    }
    for (int i = 0; i < expected.size(); i++) {
      Optional<String> found =
          difference(pointer + "/" + i, expected.get(i), actual.get(i), exactly);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  static boolean scalarMatches(Object expected, Object actual) {
    if (expected instanceof Number && actual instanceof Number) {
      return decimal(expected).compareTo(decimal(actual)) == 0;
    }
    if (!(expected instanceof String text) || !text.startsWith("<")) {
      return Objects.equals(expected, actual);
    }
    var pattern = MATCHES.matcher(text);
    if (pattern.matches()) {
      return Pattern.matches(pattern.group(1), Json.cell(actual));
    }
    return switch (text) {
      case "<any>" -> true;
      case "<number>" -> actual instanceof Number;
      case "<string>" -> actual instanceof String;
      default -> text.equals(actual);
    };
  }

  static BigDecimal decimal(Object number) {
    return new BigDecimal(number.toString());
  }

  private static String wrong(String pointer, String expected, String got) {
    return (pointer.isEmpty() ? "/" : pointer) + ": expected " + expected + ", got " + got;
  }
}
