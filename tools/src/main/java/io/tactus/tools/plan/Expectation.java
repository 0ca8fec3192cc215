package io.tactus.tools.plan;

import java.util.Optional;

/** One check of a step, or a capture, which fails when there is nothing to capture. Immutable. */
@FunctionalInterface
public interface Expectation {

  /**
   * Looks at what was seen.
   *
   * @param variables those of the plan so far; captures add to them
   * @return what is wrong, or empty if it holds
   */
  Optional<String> check(Observation seen, Variables variables);
}
