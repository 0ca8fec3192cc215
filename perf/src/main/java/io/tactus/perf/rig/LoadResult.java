package io.tactus.perf.rig;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What a run measured.
 *
 * @param latenciesNs reply times in nanoseconds for each kind of request: from the planned send
 *     time at a fixed rate, from the actual one in a closed loop
 * @param completed replies within the recorded time
 * @param statuses replies by HTTP status
 * @param broken connections that the server closed or that sent what is not HTTP
 * @param elapsedNs recorded time
 * @param plannedPerSecond the rate asked for, 0 in a closed loop
 * @param unsent requests that were due within the recorded time and could not be sent in it
 */
public record LoadResult(
    Map<String, Histogram> latenciesNs,
    long completed,
    SortedMap<Integer, Long> statuses,
    int broken,
    long elapsedNs,
    double plannedPerSecond,
    long unsent) {

  /**
   * Share of the planned requests that may miss the recorded time before the run counts as failed.
   */
  static final double ALLOWED_MISS = 0.01;

  public LoadResult {
    latenciesNs = Collections.unmodifiableMap(new LinkedHashMap<>(latenciesNs));
    statuses = new TreeMap<>(statuses);
  }

  /** The reply times of all kinds together: counts are added, nothing is averaged. */
  public Histogram latencyNs() {
    Histogram all = new Histogram(3);
    latenciesNs.values().forEach(all::add);
    return all;
  }

  public double achievedPerSecond() {
    return completed * 1e9 / elapsedNs;
  }

  /** Whether a fixed rate was held to within one per cent. Always true of a closed loop. */
  public boolean heldRate() {
    return plannedPerSecond == 0 || achievedPerSecond() >= plannedPerSecond * (1 - ALLOWED_MISS);
  }

  /** Replies whose status is not 2xx. */
  public long refused() {
    return statuses.entrySet().stream()
        .filter(e -> e.getKey() < 200 || e.getKey() > 299)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
