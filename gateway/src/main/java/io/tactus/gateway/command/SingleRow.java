package io.tactus.gateway.command;

import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;

/**
 * What a client is told that asked for one row as an object where there are none or several.
 *
 * <p>Clients of PostgREST read the number of rows from the details, so those keep its words.
 * Threading: stateless.
 */
public final class SingleRow {

  private SingleRow() {}

  /** Returns the problem; {@code rows} says how many there are. */
  public static Problem problem(String detail, String rows) {
    return Problem.of(ProblemType.NOT_SINGULAR, detail)
        .withDetails(
            "Results contain " + rows + " rows, application/vnd.pgrst.object+json requires 1 row");
  }

  /** Returns the same as a refusal to throw. */
  public static Refusal refuse(String detail, String rows) {
    return new Refusal(problem(detail, rows));
  }
}
