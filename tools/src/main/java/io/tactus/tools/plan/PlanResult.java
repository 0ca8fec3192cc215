package io.tactus.tools.plan;

import java.time.Duration;
import java.util.List;

/** What came of one plan. Immutable. */
public record PlanResult(TestPlan plan, List<StepResult> steps, Duration took) {

  /** Copies the steps. */
  public PlanResult {
    steps = List.copyOf(steps);
  }

  /** Whether every step ran and held. */
  public boolean passed() {
    return steps.stream().allMatch(step -> step.outcome() == Outcome.PASSED);
  }

  /** How a step ended. */
  public enum Outcome {
    /** Done, and all checks held. */
    PASSED,
    /** A check did not hold, or it could not be done. */
    FAILED,
    /** Not done, because one before it failed. */
    SKIPPED
  }

  /**
   * What came of one step.
   *
   * @param report empty unless it failed: what was wrong and what was seen
   */
  public record StepResult(
      int line, String title, Outcome outcome, Duration took, List<String> report) {

    /** Copies the report. */
    public StepResult {
      report = List.copyOf(report);
    }

    /** What is said of a step that was not done, or not to its end. */
    static StepResult skipped(PlanStep step) {
      return new StepResult(step.line(), step.title(), Outcome.SKIPPED, Duration.ZERO, List.of());
    }
  }
}
