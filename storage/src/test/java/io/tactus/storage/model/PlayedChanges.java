package io.tactus.storage.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How often each kind of schema change was played, by what was expected. What is thought up is
 * noted, and counts when it has been done to a store as well: several changes may be thought up for
 * one document, and some of them dropped again. Threading: one thread.
 */
public final class PlayedChanges {
  private static final String DONE = ": done";
  private static final String NOTHING = ", nothing there";
  private static final String REFUSED = ": refused";

  private final TreeMap<String, Integer> counts = new TreeMap<>();
  private final List<String> noted = new ArrayList<>();

  /**
   * Notes a change.
   *
   * @param onRows whether there are rows, or values, that it has to look at
   */
  void note(String what, boolean onRows, boolean accepted) {
    noted.add(what + (onRows ? "" : NOTHING) + (accepted ? DONE : REFUSED));
  }

  /** Returns how many are noted. */
  int mark() {
    return noted.size();
  }

  /** Forgets those noted since a mark. */
  void forget(int mark) {
    noted.subList(mark, noted.size()).clear();
  }

  /** Tells whether one that was noted has never been done. */
  boolean hasNew() {
    return noted.stream()
        .anyMatch(
            what -> what.endsWith(DONE) && !counts.containsKey(what) && !what.contains(NOTHING));
  }

  /** Counts those noted. */
  void count() {
    noted.forEach(what -> counts.merge(what, 1, Integer::sum));
    noted.clear();
  }

  /** Adds those of another game. */
  void addAll(PlayedChanges other) {
    other.counts.forEach((what, count) -> counts.merge(what, count, Integer::sum));
  }

  /** Which of these were never done to any row or value. */
  Set<String> missing(Set<String> kinds) {
    Set<String> missing = new TreeSet<>(kinds);
    missing.removeIf(what -> counts.containsKey(what + DONE));
    return missing;
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
