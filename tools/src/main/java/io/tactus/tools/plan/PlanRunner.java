package io.tactus.tools.plan;

import io.tactus.tools.plan.PlanResult.Outcome;
import io.tactus.tools.plan.PlanResult.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs one plan in a folder of its own, against servers of its own. Steps that go on meanwhile are
 * waited for behind the last one. Then a server still running is stopped with SIGTERM and must exit
 * 0, in every plan.
 *
 * <p>Threading: one thread an instance; an instance runs one plan.
 */
public final class PlanRunner {

  private final TestPlan plan;
  private final PlanServers servers;
  private final StepRunner runner;
  private final List<MeanwhileStep> meanwhile = new ArrayList<>();

  /**
   * A runner for one plan.
   *
   * @param launcher starts the processes of the plan
   * @param folder an empty directory for data, output and logs
   */
  public PlanRunner(TestPlan plan, TactusLauncher launcher, Path folder) {
    this.plan = plan;
    Variables variables = new Variables();
    variables.set("folder", folder.toString());
    variables.set("data", folder.resolve("data").toString());
    this.servers = new PlanServers(launcher, folder, variables);
    this.runner = new StepRunner(launcher, folder, variables, servers, plan.takes());
  }

  /**
   * Runs the steps in order until one fails.
   *
   * @param listener told of each step as soon as it is over
   */
  public PlanResult run(Consumer<StepResult> listener) {
    long startNs = System.nanoTime();
    List<StepResult> results = new ArrayList<>();
    Consumer<StepResult> over =
        result -> {
          results.add(result);
          listener.accept(result);
        };
    try (servers;
        runner) {
      for (PlanStep step : plan.steps()) {
        if (hasFailed(results)) {
          over.accept(StepResult.skipped(step));
        } else if (step.meanwhile()) {
          meanwhile.add(MeanwhileStep.begin(runner, step));
        } else {
          over.accept(runner.run(step));
        }
      }
      boolean broken = hasFailed(results);
      meanwhile.forEach(step -> over.accept(broken ? step.soFar() : step.await()));
      if (!hasFailed(results)) {
        finish().ifPresent(over);
      }
    } finally {
      meanwhile.forEach(MeanwhileStep::close);
    }
    return new PlanResult(plan, results, Duration.ofNanos(System.nanoTime() - startNs));
  }

  private static boolean hasFailed(List<StepResult> results) {
    return results.stream().anyMatch(result -> result.outcome() == Outcome.FAILED);
  }

  private Optional<StepResult> finish() {
    long startNs = System.nanoTime();
    return servers
        .finish()
        .map(
            exitCode -> {
              List<String> wrong = new ArrayList<>();
              if (exitCode != 0) {
                wrong.add("exit: expected 0, got " + exitCode);
                runner.addServerLog(wrong);
              }
              return new StepResult(
                  plan.steps().getLast().line(),
                  "(the server stops on SIGTERM)",
                  wrong.isEmpty() ? Outcome.PASSED : Outcome.FAILED,
                  Duration.ofNanos(System.nanoTime() - startNs),
                  wrong);
            });
  }

  /** Deletes a plan's folder with everything in it. */
  public static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
