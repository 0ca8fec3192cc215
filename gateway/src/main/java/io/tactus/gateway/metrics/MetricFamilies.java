package io.tactus.gateway.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Gathers the metrics of one scrape. Names are without their suffixes: the unit and {@code _total}
 * are added where they belong; units are seconds, bytes or none.
 *
 * <p>Threading: the thread that scrapes.
 */
final class MetricFamilies {

  /** No unit: things that are counted. */
  static final Unit NONE = null;

  private final List<MetricSnapshot> families = new ArrayList<>();

  /** Returns what was gathered. */
  List<MetricSnapshot> all() {
    return families;
  }

  private static String named(String name, Unit unit) {
    return unit == null ? name : name + "_" + unit;
  }

  /** Adds a value that goes up and down. */
  void gauge(String name, Unit unit, String help, double value) {
    gauges(name, unit, help).add(value, Labels.EMPTY).end();
  }

  /** Adds a value that only goes up, from 0 at the start of the process. */
  void counter(String name, Unit unit, String help, double value) {
    counters(name, unit, help).add(value, Labels.EMPTY).end();
  }

  /** The same of a whole number; rounded from 2^53 on. */
  void gauge(String name, Unit unit, String help, long value) {
    gauge(name, unit, help, (double) value);
  }

  /** The same of a whole number; rounded from 2^53 on. */
  void counter(String name, Unit unit, String help, long value) {
    counter(name, unit, help, (double) value);
  }

  /** Begins a family of values that go up and down. */
  Values gauges(String name, Unit unit, String help) {
    GaugeSnapshot.Builder family =
        GaugeSnapshot.builder().name(named(name, unit)).help(help).unit(unit);
    return new Values() {
      @Override
      Values add(double value, Labels labels) {
        family.dataPoint(GaugeDataPointSnapshot.builder().value(value).labels(labels).build());
        return this;
      }

      @Override
      void end() {
        families.add(family.build());
      }
    };
  }

  /** Begins a family of values that only go up. */
  Values counters(String name, Unit unit, String help) {
    CounterSnapshot.Builder family =
        CounterSnapshot.builder().name(named(name, unit)).help(help).unit(unit);
    return new Values() {
      @Override
      Values add(double value, Labels labels) {
        family.dataPoint(CounterDataPointSnapshot.builder().value(value).labels(labels).build());
        return this;
      }

      @Override
      void end() {
        families.add(family.build());
      }
    };
  }

  /**
   * Begins a family of times, which is shown twice: as a histogram, which can be summed over
   * servers and asked about any span of time, and as the quantiles since the start with the
   * maximum.
   */
  Times times(String name, String quantilesName, String help) {
    return new Times(
        HistogramSnapshot.builder()
            .name(named(name, Unit.SECONDS))
            .help(help + ".")
            .unit(Unit.SECONDS),
        SummarySnapshot.builder()
            .name(named(quantilesName, Unit.SECONDS))
            .help(help + ": quantiles since the start, 1 is the maximum.")
            .unit(Unit.SECONDS));
  }

  /** Values of one family, one for each set of labels. */
  abstract static class Values {
    /** Adds one. */
    abstract Values add(double value, Labels labels);

    /** Adds one with one label. */
    Values add(double value, String label, String labelValue) {
      return add(value, Labels.of(label, labelValue));
    }

    /** Adds a whole number; rounded from 2^53 on. */
    Values add(long value, Labels labels) {
      return add((double) value, labels);
    }

    /** Adds a whole number with one label; rounded from 2^53 on. */
    Values add(long value, String label, String labelValue) {
      return add((double) value, label, labelValue);
    }

    /** The family is complete. */
    abstract void end();
  }

  /** Times of one family, one distribution for each set of labels. */
  final class Times {
    private final HistogramSnapshot.Builder histograms;
    private final SummarySnapshot.Builder quantiles;

    private Times(HistogramSnapshot.Builder histograms, SummarySnapshot.Builder quantiles) {
      this.histograms = histograms;
      this.quantiles = quantiles;
    }

    /** Adds a histogram of nanoseconds. */
    Times add(Histogram ns, double sumNs, Labels labels) {
      histograms.dataPoint(Distributions.histogram(ns, sumNs, labels));
      quantiles.dataPoint(Distributions.quantiles(ns, sumNs, labels));
      return this;
    }

    /** The family is complete. */
    void end() {
      families.add(histograms.build());
      families.add(quantiles.build());
    }
  }
}
