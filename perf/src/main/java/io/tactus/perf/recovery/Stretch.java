package io.tactus.perf.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Latencies of a stretch of writes, in nanoseconds: of all of it, and second by second, for a
 * percentile of many seconds is made by their one or two longest stalls.
 *
 * <p>Threading: one thread.
 */
public final class Stretch {
  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(60);
  private static final int DIGITS = 3;

  private final Histogram all = histogram();
  private final List<Histogram> seconds = new ArrayList<>();
  private long firstNs;

  private static Histogram histogram() {
    return new Histogram(LONGEST_NS, DIGITS);
  }

  /** Adds a write that was due at one time of {@link System#nanoTime} and answered at another. */
  void record(long dueNs, long answeredNs) {
    if (seconds.isEmpty()) {
      firstNs = dueNs;
    }
    int second = (int) ((dueNs - firstNs) / SECOND_NS);
    while (seconds.size() <= second) {
      seconds.add(histogram());
    }
    long latencyNs = Math.min(LONGEST_NS, answeredNs - dueNs);
    all.recordValue(latencyNs);
    seconds.get(second).recordValue(latencyNs);
  }

  /** Adds the writes and the whole seconds of another stretch, to look at several as one. */
  public void add(Stretch other) {
    // Its own last second and the other's are no whole ones: only the very last is left out later.
    if (!seconds.isEmpty()) {
      seconds.removeLast();
    }
    seconds.addAll(other.seconds);
    all.add(other.all);
  }

  /** All of it. */
  public Histogram all() {
    return all;
  }

  /**
   * The median of the percentiles of its seconds; the last, which is no whole one, is left out.
   *
   * @return 0 if there is no whole second
   */
  public long middleSecond(double percentile) {
    List<Long> values =
        seconds.stream()
            .limit(Math.max(0, seconds.size() - 1L))
            .filter(second -> second.getTotalCount() > 0)
            .map(second -> second.getValueAtPercentile(percentile))
            .sorted()
            .toList();
    return values.isEmpty() ? 0 : values.get(values.size() / 2);
  }
}
