package io.tactus.tools.plan;

import java.nio.file.Path;
import java.util.List;

/**
 * A parsed test plan. Immutable.
 *
 * @param file where it was read from
 * @param goal what a pass shows
 * @param risk what would go wrong for users if this broke
 * @param preconditions what must be there before the first step, for people
 */
public record TestPlan(
    Path file, String title, String goal, String risk, String preconditions, List<PlanStep> steps) {

  /** Copies the steps. */
  public TestPlan {
    steps = List.copyOf(steps);
  }
}
