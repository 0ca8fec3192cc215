package io.tactus.perf.bench;

import java.util.List;
import java.util.function.DoubleFunction;

/** The middle round, with the lowest and highest: how far to trust a figure. Immutable. */
record Spread(double lowest, double median, double highest) {

  /** Of one value or more. */
  static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no rounds");
    }
    List<Double> sorted = values.stream().sorted().toList();
    return new Spread(sorted.getFirst(), sorted.get((sorted.size() - 1) / 2), sorted.getLast());
  }

  /** For people: {@code 0.61 (0.58 to 0.66)}. */
  String text(DoubleFunction<String> format) {
    return format.apply(median)
        + " ("
        + format.apply(lowest)
        + " to "
        + format.apply(highest)
        + ")";
  }

  List<Double> values() {
    return List.of(lowest, median, highest);
  }
}
