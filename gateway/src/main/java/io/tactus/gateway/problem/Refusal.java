package io.tactus.gateway.problem;

/**
 * Ends the handling of a request with a problem document. An expected outcome, so it carries no
 * stack trace.
 */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Creates a refusal that is answered with the given problem. */
  public Refusal(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** Returns what the client is told. */
  public Problem problem() {
    return problem;
  }
}
