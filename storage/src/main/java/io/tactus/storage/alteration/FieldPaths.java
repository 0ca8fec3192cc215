package io.tactus.storage.alteration;

import java.util.List;

/**
 * Names of keys and indexes: a field, or a path into one as in {@code position.x}. Threading:
 * stateless.
 */
final class FieldPaths {

  private FieldPaths() {}

  /** Returns the field a path begins with. */
  static String field(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  /** Returns what follows the field in a path, with its dot; empty if it is the whole field. */
  static String rest(String path) {
    return path.substring(field(path).length());
  }

  /** Tells whether one of the paths leads into the field. */
  static boolean use(List<String> paths, String field) {
    return paths.stream().anyMatch(path -> field(path).equals(field));
  }

  /** Returns the paths with another name for one field. */
  static List<String> rename(List<String> paths, String field, String newName) {
    return paths.stream()
        .map(path -> field(path).equals(field) ? newName + rest(path) : path)
        .toList();
  }
}
