package io.tactus.gateway.operations;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often each problem was answered, by its stable name. Procedures may refuse under names of
 * their own; beyond a bound these are counted together. Threading: any thread; counting a name that
 * was counted before allocates nothing.
 */
public final class ProblemCounts {

  private static final int MAX_NAMES = 200;
  private static final String OTHERS = "others";

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  /** Counts one. */
  void add(String name) {
    LongAdder count = counts.get(name);
    if (count == null) {
      String kept = counts.size() < MAX_NAMES ? name : OTHERS;
      count = counts.computeIfAbsent(kept, first -> new LongAdder());
    }
    count.increment();
  }

  /** Returns the counts so far, sorted by name. */
  public Map<String, Long> counts() {
    Map<String, Long> sorted = new TreeMap<>();
    counts.forEach((name, count) -> sorted.put(name, count.sum()));
    return sorted;
  }
}
