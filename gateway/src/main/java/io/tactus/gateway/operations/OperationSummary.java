package io.tactus.gateway.operations;

import org.HdrHistogram.Histogram;

/** One operation over all IO threads. Threading: the thread that answers {@code /stats}. */
final class OperationSummary {

  private final Histogram latencyNs = new Histogram(2);
  private long refused;
  private long failed;

  OperationSummary() {
    latencyNs.setAutoResize(true);
  }

  void add(Histogram histogram, long moreRefused, long moreFailed) {
    latencyNs.add(histogram);
    refused += moreRefused;
    failed += moreFailed;
  }

  Histogram latencyNs() {
    return latencyNs;
  }

  long refused() {
    return refused;
  }

  long failed() {
    return failed;
  }
}
