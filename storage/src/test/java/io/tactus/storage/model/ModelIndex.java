package io.tactus.storage.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An index as declared. Immutable.
 *
 * @param fields fields, or paths into them
 * @param kind {@code hash}, {@code ordered} or {@code grid}
 * @param cell the edge of a grid's cells; 0 for other kinds
 */
public record ModelIndex(String name, List<String> fields, String kind, boolean unique, int cell) {

  public String document() {
    return "{\"name\":\""
        + name
        + "\",\"fields\":["
        + fields.stream().map(f -> '"' + f + '"').collect(Collectors.joining(","))
        + "],\"kind\":\""
        + kind
        + "\",\"unique\":"
        + unique
        + (cell == 0 ? "" : ",\"cell\":" + cell)
        + "}";
  }

  /** The same over other fields. */
  public ModelIndex over(List<String> newFields) {
    return new ModelIndex(name, newFields, kind, unique, cell);
  }

  public static List<String> renamed(List<String> paths, String from, String to) {
    return paths.stream()
        .map(p -> p.equals(from) || p.startsWith(from + ".") ? to + p.substring(from.length()) : p)
        .toList();
  }

  public static boolean use(List<String> paths, String field) {
    return paths.stream().anyMatch(p -> p.equals(field) || p.startsWith(field + "."));
  }
}
