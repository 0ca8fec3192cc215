package io.tactus.storage.model;

import io.tactus.storage.RejectionCode;
import java.util.Set;
import java.util.TreeMap;

/** How often each kind of schema change was played, by what was expected. Threading: one thread. */
public final class PlayedChanges {
  private final TreeMap<String, Integer> counts = new TreeMap<>();

  void count(String what, Set<RejectionCode> expected) {
    count(what, expected.isEmpty());
  }

  void count(String what, boolean accepted) {
    counts.merge(what + (accepted ? ": done" : ": refused"), 1, Integer::sum);
  }

  /** Adds those of another game. */
  void addAll(PlayedChanges other) {
    other.counts.forEach((what, count) -> counts.merge(what, count, Integer::sum));
  }

  /** How often this was done, or refused, as it should be. */
  int of(String what, boolean accepted) {
    return counts.getOrDefault(what + (accepted ? ": done" : ": refused"), 0);
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
