package io.tactus.perf.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * One axis of a plot: maps values to 0..1 and names its ticks. Immutable.
 *
 * @param title what it shows, with its unit
 * @param min value at 0
 * @param max value at 1, above min
 * @param isLogarithmic equal factors take equal lengths; min must then be above 0
 * @param label writes a tick
 */
record Axis(
    String title, double min, double max, boolean isLogarithmic, DoubleFunction<String> label) {

  private static final double[] STEPS = {1, 2, 2.5, 5, 10};
  private static final int MOST_TICKS = 7;

  Axis {
    if (!(max > min) || (isLogarithmic && !(min > 0))) {
      throw new IllegalArgumentException(title + ": bad range " + min + " to " + max);
    }
  }

  /** From 0 to at least {@code highest}. */
  static Axis linear(String title, double highest) {
    return new Axis(title, 0, highest > 0 ? highest : 1, false, Figures::axis);
  }

  /** Whole decades around the range. */
  static Axis decades(String title, double lowest, double highest) {
    double from = Math.floor(Math.log10(Math.max(lowest, 1e-6)) + 1e-9);
    double to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(highest, 1e-6)) - 1e-9));
    return new Axis(title, Math.pow(10, from), Math.pow(10, to), true, Figures::axis);
  }

  Axis labelled(DoubleFunction<String> newLabel) {
    return new Axis(title, min, max, isLogarithmic, newLabel);
  }

  /** Where a value lies: 0 at min, 1 at max, clamped to them. */
  double place(double value) {
    double clamped = Math.clamp(value, min, max);
    return isLogarithmic
        ? (Math.log10(clamped) - Math.log10(min)) / (Math.log10(max) - Math.log10(min))
        : (clamped - min) / (max - min);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (isLogarithmic) {
      for (double tick = min; tick <= max * 1.000001; tick *= 10) {
        ticks.add(tick);
      }
    } else {
      double step = step();
      for (int i = (int) Math.ceil(min / step); i * step <= max * 1.000001; i++) {
        ticks.add(i * step);
      }
    }
    return ticks;
  }

  private double step() {
    double magnitude = Math.pow(10, Math.floor(Math.log10((max - min) / MOST_TICKS)));
    for (double step : STEPS) {
      if ((max - min) / (step * magnitude) <= MOST_TICKS) {
        return step * magnitude;
      }
    }
    return 10 * magnitude;
  }
}
