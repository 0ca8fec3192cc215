package io.tactus.gateway.rpc;

import io.tactus.gateway.problem.Problem;

/** The parameters do not fit the method: -32602. An expected outcome, without a stack trace. */
final class InvalidParams extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  InvalidParams(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
