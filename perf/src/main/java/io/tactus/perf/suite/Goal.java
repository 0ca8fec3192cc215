package io.tactus.perf.suite;

import io.tactus.perf.report.Figures;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A ratio of times that has to be reached: the product of those above the line by the product of
 * those below it.
 *
 * @param title for people
 * @param above names of benchmarks
 * @param below names of benchmarks, as many; none if the goal is a rate a second
 * @param atMost whether the ratio may not be above the bound, rather than not below
 * @param bound the goal
 */
record Goal(String title, List<String> above, List<String> below, boolean atMost, double bound) {

  private static final double NS_PER_SECOND = 1e9;

  /** What came out: the middle, and how far single iterations lie apart. */
  record Result(Goal goal, double lowest, double middle, double highest) {
    boolean isReached() {
      return goal.atMost ? middle <= goal.bound : middle >= goal.bound;
    }

    String wanted() {
      return (goal.atMost ? "at most " : "at least ") + Figures.ratio(goal.bound);
    }
  }

  /** Time of ours by time of theirs, at most so much. */
  static Goal atMost(String title, String ours, String theirs, double bound) {
    return new Goal(title, List.of(ours), List.of(theirs), true, bound);
  }

  /** Speed of ours by speed of theirs, at least so much. */
  static Goal speed(String title, String ours, String theirs, double bound) {
    return new Goal(title, List.of(theirs), List.of(ours), false, bound);
  }

  /** So many operations a second. */
  static Goal rate(String title, String ours, double perSecond) {
    return new Goal(title, List.of(ours), List.of(), false, perSecond);
  }

  /** Returns null if one of the benchmarks was not run. */
  Result judge(Map<String, Series> series) {
    if (!series.keySet().containsAll(above) || !series.keySet().containsAll(below)) {
      return null;
    }
    if (below.isEmpty()) {
      Series one = series.get(above.get(0));
      return new Result(
          this,
          NS_PER_SECOND / one.highest(),
          NS_PER_SECOND / one.median(),
          NS_PER_SECOND / one.lowest());
    }
    int iterations = Integer.MAX_VALUE;
    double middle = 1;
    for (int i = 0; i < above.size(); i++) {
      Series over = series.get(above.get(i));
      Series under = series.get(below.get(i));
      middle *= over.median() / under.median();
      iterations = Math.min(iterations, over.nsPerOperation().size());
      iterations = Math.min(iterations, under.nsPerOperation().size());
    }
    double[] ratios = new double[iterations];
    Arrays.fill(ratios, 1);
    for (int i = 0; i < iterations; i++) {
      for (int k = 0; k < above.size(); k++) {
        ratios[i] *=
            series.get(above.get(k)).nsPerOperation().get(i)
                / series.get(below.get(k)).nsPerOperation().get(i);
      }
    }
    Arrays.sort(ratios);
    return new Result(
        this, Math.min(ratios[0], middle), middle, Math.max(ratios[iterations - 1], middle));
  }
}
