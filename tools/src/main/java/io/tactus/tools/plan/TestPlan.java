package io.tactus.tools.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A parsed test plan. Immutable.
 *
 * @param file where it was read from
 * @param goal what a pass shows
 * @param risk what would go wrong for users if this broke
 * @param preconditions what must be there before the first step, for people
 * @param takes zero unless the plan says that it takes minutes: then it runs only if it is asked
 *     for, and its commands may take so much longer
 */
public record TestPlan(
    Path file,
    String title,
    String goal,
    String risk,
    String preconditions,
    Duration takes,
    List<PlanStep> steps) {

  /** Copies the steps. */
  public TestPlan {
    steps = List.copyOf(steps);
  }

  /** Tells a plan of minutes, which is left out unless it is asked for. */
  public boolean isLong() {
    return !takes.isZero();
  }
}
