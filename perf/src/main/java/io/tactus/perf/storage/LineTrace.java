package io.tactus.perf.storage;

import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.collections.LongHashSet;

/**
 * Counts cache lines: distinct ones of an operation, and those that two caches of different size
 * did not hold. Static, because instrumented code has nothing else to call; only one thread of a
 * benchmark's process traces.
 *
 * <p>Threading: one thread.
 */
public final class LineTrace {
  private static final int LINE_SHIFT = 6;
  private static final int SMALL_LINES = (32 << 10) >> LINE_SHIFT;
  private static final int LARGE_LINES = (1 << 20) >> LINE_SHIFT;

  private static LineTrace active;

  private final LongHashSet lines = new LongHashSet();
  private final Lru small = new Lru(SMALL_LINES);
  private final Lru large = new Lru(LARGE_LINES);
  private long smallMisses;
  private long largeMisses;

  /** Begins an operation; the caches keep what they hold. */
  void begin() {
    lines.clear();
    smallMisses = 0;
    largeMisses = 0;
    active = this;
  }

  void end() {
    active = null;
  }

  long lines() {
    return lines.size();
  }

  long smallMisses() {
    return smallMisses;
  }

  long largeMisses() {
    return largeMisses;
  }

  /** Called by instrumented code: bytes of memory are read or written. */
  public static void touched(long address, long lengthBytes) {
    LineTrace trace = active;
    if (trace != null && lengthBytes > 0) {
      long last = (address + lengthBytes - 1) >>> LINE_SHIFT;
      for (long line = address >>> LINE_SHIFT; line <= last; line++) {
        trace.touch(line);
      }
    }
  }

  private void touch(long line) {
    lines.add(line);
    smallMisses += small.misses(line);
    largeMisses += large.misses(line);
  }

  /** The lines touched last. */
  private static final class Lru extends LinkedHashMap<Long, Boolean> {
    private static final long serialVersionUID = 1L;

    private final int capacity;

    Lru(int capacity) {
      super(2 * capacity, 0.75f, true);
      this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
      return size() > capacity;
    }

    int misses(long line) {
      return put(line, Boolean.TRUE) == null ? 1 : 0;
    }
  }
}
