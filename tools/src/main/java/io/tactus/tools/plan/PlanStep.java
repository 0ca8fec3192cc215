package io.tactus.tools.plan;

import java.time.Duration;
import java.util.List;

/**
 * One step of a plan: something done, and what must be seen. Immutable.
 *
 * @param line where its action begins
 * @param meanwhile whether it goes on, by itself, while the steps behind it are done
 * @param times how often it is done, every time with all checks; {@code ${n}} counts from 1
 * @param within how long it may be repeated until all checks hold; zero: once
 * @param directives what its expect block says, each with the lines that continue it
 */
public record PlanStep(
    int line,
    String title,
    PlanAction action,
    boolean meanwhile,
    int times,
    Duration within,
    List<Expectation> expectations,
    List<String> directives) {

  /** Copies the lists. */
  public PlanStep {
    expectations = List.copyOf(expectations);
    directives = List.copyOf(directives);
  }
}
