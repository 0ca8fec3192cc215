package io.tactus.gateway.metrics;

/** Knows the present figures of one part of the server. Threading: any thread, one at a time. */
@FunctionalInterface
interface MetricSource {

  /** Adds its metrics; those it cannot tell now it leaves out. */
  void collect(MetricFamilies out);
}
