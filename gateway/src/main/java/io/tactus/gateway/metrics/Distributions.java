package io.tactus.gateway.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import org.HdrHistogram.Histogram;

/**
 * Shows an HdrHistogram of nanoseconds as Prometheus takes it, in seconds. Values near a bound may
 * be counted on its other side: HdrHistogram keeps two or three digits of each. Stateless.
 */
final class Distributions {

  private static final double NS_PER_SECOND = 1e9;

  /** What is shown of quantiles; 1 is the maximum. */
  private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999, 0.9999, 1};

  /** Upper bounds of buckets, in microseconds: from a read in memory to a reply that gave up. */
  private static final long[] BOUNDS_MICROS = {
    50,
    100,
    250,
    500,
    1_000,
    2_500,
    5_000,
    10_000,
    25_000,
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    10_000_000,
    30_000_000
  };

  private Distributions() {}

  static HistogramDataPointSnapshot histogram(Histogram ns, double sumNs, Labels labels) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    long counted = 0;
    for (long boundMicros : BOUNDS_MICROS) {
      long upTo = upTo(ns, boundMicros * 1_000);
      buckets.bucket(boundMicros / 1e6, upTo - counted);
      counted = upTo;
    }
    buckets.bucket(Double.POSITIVE_INFINITY, ns.getTotalCount() - counted);
    return HistogramDataPointSnapshot.builder()
        .classicHistogramBuckets(buckets.build())
        .sum(sumNs / NS_PER_SECOND)
        .labels(labels)
        .build();
  }

  /** A histogram has no counts above its own maximum, and may not have room for the bound. */
  private static long upTo(Histogram ns, long boundNs) {
    return boundNs >= ns.getMaxValue() ? ns.getTotalCount() : ns.getCountBetweenValues(0, boundNs);
  }

  static SummaryDataPointSnapshot quantiles(Histogram ns, double sumNs, Labels labels) {
    Quantiles.Builder quantiles = Quantiles.builder();
    for (double quantile : QUANTILES) {
      quantiles.quantile(quantile, ns.getValueAtPercentile(100 * quantile) / NS_PER_SECOND);
    }
    return SummaryDataPointSnapshot.builder()
        .count(ns.getTotalCount())
        .sum(sumNs / NS_PER_SECOND)
        .quantiles(ns.getTotalCount() == 0 ? Quantiles.EMPTY : quantiles.build())
        .labels(labels)
        .build();
  }
}
