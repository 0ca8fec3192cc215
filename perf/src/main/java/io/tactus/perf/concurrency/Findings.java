package io.tactus.perf.concurrency;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What went wrong, and how much was done. Threading: any thread. */
final class Findings {
  private static final int MOST_KEPT = 20;

  private final List<String> violations = new ArrayList<>();
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private long violationCount;

  /** Something that must never be. */
  synchronized void violation(String what) {
    violationCount++;
    if (violations.size() < MOST_KEPT) {
      violations.add(what);
    }
  }

  /** Something that was done, under a name of the report. */
  void count(String what) {
    count(what, 1);
  }

  synchronized void count(String what, long times) {
    counts.merge(what, times, Long::sum);
  }

  synchronized long violationCount() {
    return violationCount;
  }

  /** The first of them. */
  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  synchronized SortedMap<String, Long> counts() {
    return new TreeMap<>(counts);
  }
}
