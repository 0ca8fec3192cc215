package io.tactus.gateway.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names, and beginnings of names written with a star at their end. Asking allocates nothing.
 * Immutable.
 */
final class NamePatterns {

  /** Matches nothing. */
  static final NamePatterns NONE = new NamePatterns(List.of());

  private final Set<String> names = new HashSet<>();
  private final String[] prefixes;

  /** Takes patterns such as {@code players}, {@code matchmaker.*} or {@code *}. */
  NamePatterns(List<String> patterns) {
    List<String> beginnings = new ArrayList<>();
    for (String pattern : patterns) {
      if (pattern.endsWith("*")) {
        beginnings.add(pattern.substring(0, pattern.length() - 1));
      } else {
        names.add(pattern);
      }
    }
    prefixes = beginnings.toArray(String[]::new);
  }

  boolean matches(String name) {
    if (names.contains(name)) {
      return true;
    }
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
