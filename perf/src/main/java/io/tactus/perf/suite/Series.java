package io.tactus.perf.suite;

import java.util.List;

/**
 * The iterations of one benchmark.
 *
 * @param name {@code Class.method}, with {@code :parameter=value} for each parameter
 * @param nsPerOperation of each iteration, in the order they ran
 */
record Series(String name, List<Double> nsPerOperation) {

  double median() {
    double[] sorted = nsPerOperation.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[(sorted.length - 1) / 2];
  }

  double lowest() {
    return nsPerOperation.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double highest() {
    return nsPerOperation.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
