package io.tactus.tools.output;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RFC 6901: {@code /results/0/key} names one value inside a JSON document. Immutable. */
public record JsonPointer(String text, List<String> parts) {

  /**
   * Parses a pointer; the empty one names the whole document.
   *
   * @throws IllegalArgumentException if it does not begin with a slash
   */
  public static JsonPointer parse(String text) {
    if (text.isEmpty() || text.equals("/")) {
      return new JsonPointer(text, List.of());
    }
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("a JSON pointer begins with '/': " + text);
    }
    List<String> parts =
        List.of(text.substring(1).split("/", -1)).stream()
            .map(part -> part.replace("~1", "/").replace("~0", "~"))
            .toList();
    return new JsonPointer(text, parts);
  }

  /** The value it names, wrapped because null is a value too; empty if there is none. */
  public Optional<Found> find(Object document) {
    Object value = document;
    for (String part : parts) {
      if (value instanceof Map<?, ?> map && map.containsKey(part)) {
        value = map.get(part);
      } else if (value instanceof List<?> list && isIndex(part, list.size())) {
        value = list.get(Integer.parseInt(part));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new Found(value));
  }

  private static boolean isIndex(String part, int size) {
    return part.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(part) < size;
  }

  /** A value that is there, possibly JSON null. */
  public record Found(Object value) {}
}
