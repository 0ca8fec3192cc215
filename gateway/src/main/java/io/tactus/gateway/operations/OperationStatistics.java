package io.tactus.gateway.operations;

import io.tactus.gateway.http.RequestObserver;
import io.tactus.gateway.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * How long the requests of one IO thread took, by operation, from the end of their headers until
 * the last byte of the reply was handed to the socket.
 *
 * <p>Threading: {@link #answered} by its IO thread; {@link #addTo} by any thread, one at a time.
 */
public final class OperationStatistics implements RequestObserver {

  /** Above this a latency is counted as this much. */
  private static final long HIGHEST_NS = 60_000_000_000L;

  private static final int DIGITS = 2;

  /** One operation: what was recorded since the last reading, and all of it before. */
  private static final class Entry {
    private final SingleWriterRecorder recorder = new SingleWriterRecorder(HIGHEST_NS, DIGITS);
    private final Histogram total = new Histogram(HIGHEST_NS, DIGITS);
    private volatile long refused;
    private volatile long failed;
    private Histogram recycled;
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** Prepares to count the operations of these routes. */
  public OperationStatistics(List<Route> routes) {
    for (Route route : routes) {
      entries.computeIfAbsent(route.operation(), name -> new Entry());
    }
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: this IO thread
  public void answered(Route route, int status, long elapsedNs) {
    Entry entry = entries.get(route.operation());
    entry.recorder.recordValue(Math.clamp(elapsedNs, 0, HIGHEST_NS));
    if (status >= 500) {
      entry.failed++;
    } else if (status >= 400) {
      entry.refused++;
    }
  }

  /** Adds everything counted so far to a summary by operation. */
  synchronized void addTo(Map<String, OperationSummary> summaries) {
    for (Map.Entry<String, Entry> named : entries.entrySet()) {
      Entry entry = named.getValue();
      entry.recycled = entry.recorder.getIntervalHistogram(entry.recycled);
      entry.total.add(entry.recycled);
      summaries
          .computeIfAbsent(named.getKey(), name -> new OperationSummary())
          .add(entry.total, entry.refused, entry.failed);
    }
  }
}
