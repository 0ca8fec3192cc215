package io.tactus.gateway.command;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;

/** The limit of what one read may render. Threading: stateless. */
public final class ResultSize {

  private ResultSize() {}

  /**
   * Checks what has been rendered so far.
   *
   * @throws Refusal RESULT_TOO_LARGE
   */
  public static void check(JsonWriter out, long maxBytes) {
    if (out.size() > maxBytes) {
      throw new Refusal(
          Problem.of(ProblemType.RESULT_TOO_LARGE, "Ask for fewer rows or columns.")
              .withLimit(maxBytes));
    }
  }
}
