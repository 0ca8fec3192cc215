package io.tactus.gateway.operations;

import io.tactus.gateway.http.RequestObserver;
import io.tactus.gateway.http.Route;
import io.tactus.gateway.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * How long the requests of one IO thread took, by operation, from the end of their headers until
 * the last byte of the reply was handed to the socket; with what status they ended; and how long
 * messages of WebSockets took, from their arrival until their reply was queued.
 *
 * <p>Threading: the observer's methods by its IO thread, without garbage; {@link #summaries} by any
 * thread.
 */
public final class OperationStatistics implements RequestObserver {

  /** The operation of messages over WebSocket: calls, batches of calls. */
  public static final String SOCKET_CALLS = "ws.call";

  /** The operation of requests for which there is no route. */
  public static final String UNMATCHED = "unmatched";

  /** Above this a latency is counted as this much. */
  private static final long HIGHEST_NS = 60_000_000_000L;

  private static final int DIGITS = 2;
  private static final int LOWEST_STATUS = 100;
  private static final int STATUSES = 500;
  private static final int NO_CONTENT = 204;

  /** One operation: what was recorded since the last reading, and all of it before. */
  private static final class Entry {
    private final String method;
    private final String template;
    private final SingleWriterRecorder recorder = new SingleWriterRecorder(HIGHEST_NS, DIGITS);
    private final Histogram total = new Histogram(HIGHEST_NS, DIGITS);
    private final AtomicLongArray byStatus = new AtomicLongArray(STATUSES);
    private volatile long sumNs;
    private Histogram recycled;

    Entry(String method, String template) {
      this.method = method;
      this.template = template;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: this IO thread
    void add(int status, long elapsedNs) {
      long clampedNs = Math.clamp(elapsedNs, 0, HIGHEST_NS);
      recorder.recordValue(clampedNs);
      sumNs += clampedNs;
      int index = Math.clamp(status - LOWEST_STATUS, 0, STATUSES - 1);
      byStatus.setRelease(index, byStatus.getPlain(index) + 1);
    }

    void addTo(OperationSummary summary) {
      recycled = recorder.getIntervalHistogram(recycled);
      total.add(recycled);
      summary.add(total, sumNs);
      for (int i = 0; i < STATUSES; i++) {
        if (byStatus.getAcquire(i) > 0) {
          summary.add(LOWEST_STATUS + i, byStatus.getAcquire(i));
        }
      }
    }
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Entry unmatched = new Entry("", "");
  private final Entry socketCalls = new Entry("", "/ws");
  private final ProblemCounts problems;

  /**
   * Prepares to count the operations of these routes.
   *
   * @param problems shared by all IO threads
   */
  public OperationStatistics(List<Route> routes, ProblemCounts problems) {
    this.problems = problems;
    for (Route route : routes) {
      Entry twice =
          entries.put(route.operation(), new Entry(route.method().name(), route.template()));
      if (twice != null) {
        throw new IllegalArgumentException("two routes are counted as " + route.operation());
      }
    }
    entries.put(UNMATCHED, unmatched);
    entries.put(SOCKET_CALLS, socketCalls);
  }

  @Override
  public void answered(Route route, int status, long elapsedNs) {
    (route == null ? unmatched : entries.get(route.operation())).add(status, elapsedNs);
  }

  @Override
  public void called(long elapsedNs) {
    socketCalls.add(NO_CONTENT, elapsedNs);
  }

  @Override
  public void refused(Problem problem) {
    problems.add(problem.name());
  }

  private synchronized void addTo(Map<String, OperationSummary> summaries) {
    for (Map.Entry<String, Entry> named : entries.entrySet()) {
      Entry entry = named.getValue();
      entry.addTo(
          summaries.computeIfAbsent(
              named.getKey(), name -> new OperationSummary(entry.method, entry.template)));
    }
  }

  /** Returns everything counted so far over all IO threads, by operation; none that never was. */
  public static Map<String, OperationSummary> summaries(List<OperationStatistics> threads) {
    Map<String, OperationSummary> summaries = new TreeMap<>();
    threads.forEach(thread -> thread.addTo(summaries));
    summaries.values().removeIf(summary -> summary.latencyNs().getTotalCount() == 0);
    return summaries;
  }
}
