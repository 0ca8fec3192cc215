package io.tactus.pipeline.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How often each thing happened: a simulation in which nothing happens checks nothing. */
final class Coverage {
  private final Map<String, Long> counts = new HashMap<>();

  void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  void add(String what, long times) {
    if (times > 0) {
      counts.merge(what, times, Long::sum);
    }
  }

  void addAll(Coverage other) {
    other.counts.forEach(this::add);
  }

  long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(counts)
        .forEach(
            (what, times) ->
                text.append("  ").append(times).append("  ").append(what).append('\n'));
    return text.toString();
  }
}
