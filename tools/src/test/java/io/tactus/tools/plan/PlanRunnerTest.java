package io.tactus.tools.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.tools.plan.PlanResult.Outcome;
import io.tactus.tools.plan.PlanResult.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that the runner can fail: a tester that cannot fail tests nothing. */
class PlanRunnerTest {

  @TempDir private Path folder;

  @Test
  void shouldPassWhenEverythingHolds() {
    PlanResult result = run(step("tactus", "tactus --version", "exit 0\nstdout contains JDK 25"));
    assertTrue(result.passed(), result::toString);
  }

  @Test
  void shouldFailOnAWrongExitCodeAndSkipTheRest() {
    String good = step("tactus", "tactus --version", "exit 0");
    PlanResult result = run(good + step("tactus", "tactus --version", "exit 1") + good);
    assertFalse(result.passed());
    assertEquals(Outcome.PASSED, result.steps().get(0).outcome());
    assertEquals(Outcome.FAILED, result.steps().get(1).outcome());
    assertEquals(Outcome.SKIPPED, result.steps().get(2).outcome());
    assertEquals("exit: expected 1, got 0", result.steps().get(1).report().getFirst());
  }

  @Test
  void shouldFailOnWrongOutput() {
    assertFalse(run(step("tactus", "tactus --version", "exit 0\nstdout contains cobol")).passed());
  }

  @Test
  void shouldFailWhenNoServerWasStarted() {
    assertFalse(run(step("http", "GET /health/live", "status 200")).passed());
    assertFalse(run(step("server", "stop", "exit 0")).passed());
    assertFalse(run(step("server", "kill -9", "exit 137")).passed());
  }

  @Test
  void shouldFailWhenTheServerDoesNotStart() {
    PlanResult result = run(step("server", "start --no-such-flag", "ready"));
    assertFalse(result.passed());
    assertTrue(run(step("server", "start --no-such-flag", "exit 2")).passed());
  }

  @Test
  void shouldGoOnWhileAStepRunsAndTakeItsEndThen() {
    String slow = step("tactus meanwhile", "tactus --version", "exit %d");
    String next = step("file name", "x", "").replace("```expect\n\n```\n", "");
    assertTrue(run(slow.formatted(0) + next).passed());
    PlanResult wrong = run(slow.formatted(1) + next);
    assertEquals(
        Outcome.PASSED, wrong.steps().getFirst().outcome(), "the other step is over first");
    assertEquals("exit: expected 1, got 0", wrong.steps().getLast().report().getFirst());
  }

  @Test
  void shouldBreakOffWhatGoesOnWhenAnotherStepFails() {
    String endless = step("tactus meanwhile", "tactus serve --http 127.0.0.1:0", "exit 0");
    String bad = step("tactus", "tactus --version", "exit 1");
    PlanResult result = run(endless + bad);
    assertEquals(
        List.of(Outcome.FAILED, Outcome.SKIPPED),
        result.steps().stream().map(StepResult::outcome).toList());
  }

  @Test
  void shouldWriteFilesThatLaterStepsRead() throws IOException {
    run("## F\n```file a.toml\n# ${folder}\n```\n");
    assertEquals("# " + folder + "\n", Files.readString(folder.resolve("a.toml")));
  }

  @Test
  void shouldFailWhenThereIsNothingToDamage() {
    assertFalse(run("## D\n```damage\nfile journal/*\nflip byte 1\n```\n").passed());
  }

  @Test
  void shouldFailOnAVariableNobodySet() {
    assertFalse(run(step("tactus", "tactus ${nobody}", "exit 0")).passed());
  }

  @Test
  void shouldFailInTheRepetitionThatFails() {
    PlanResult result = run(step("tactus times 2", "tactus --version", "exit 0\nstdout lacks JDK"));
    assertEquals("in repetition 1 of 2", result.steps().getFirst().report().getFirst());
  }

  private PlanResult run(String steps) {
    String text = "# T\nGoal: g\nRisk: r\nPreconditions: p\n" + steps;
    TestPlan plan = PlanParser.parse(Path.of("plan.md"), text);
    return new PlanRunner(plan, TactusLauncher.ofThisProcess(), folder).run(step -> {});
  }

  private static String step(String kind, String action, String expect) {
    return "## Step\n```%s\n%s\n```\n```expect\n%s\n```\n".formatted(kind, action, expect);
  }
}
