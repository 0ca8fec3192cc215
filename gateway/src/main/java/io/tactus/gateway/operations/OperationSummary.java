package io.tactus.gateway.operations;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** One operation over all IO threads. Threading: the thread that asked for it. */
public final class OperationSummary {

  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  private final String method;
  private final String template;
  private final Histogram latencyNs = new Histogram(2);
  private final Map<Integer, Long> byStatus = new TreeMap<>();
  private long sumNs;

  OperationSummary(String method, String template) {
    this.method = method;
    this.template = template;
    latencyNs.setAutoResize(true);
  }

  void add(Histogram histogram, long moreNs) {
    latencyNs.add(histogram);
    sumNs += moreNs;
  }

  void add(int status, long count) {
    byStatus.merge(status, count, Long::sum);
  }

  /** Returns the method of its route; empty if it has none. */
  public String method() {
    return method;
  }

  /** Returns the template of its route; empty if it has none. */
  public String template() {
    return template;
  }

  /** Returns how long its requests took, in nanoseconds. */
  public Histogram latencyNs() {
    return latencyNs;
  }

  /** Returns how long they took together, in nanoseconds. */
  public long sumNs() {
    return sumNs;
  }

  /** Returns how many ended with each status, sorted by status. */
  public Map<Integer, Long> byStatus() {
    return byStatus;
  }

  long refused() {
    return between(CLIENT_ERROR, SERVER_ERROR);
  }

  long failed() {
    return between(SERVER_ERROR, Integer.MAX_VALUE);
  }

  private long between(int from, int to) {
    return byStatus.entrySet().stream()
        .filter(entry -> entry.getKey() >= from && entry.getKey() < to)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
