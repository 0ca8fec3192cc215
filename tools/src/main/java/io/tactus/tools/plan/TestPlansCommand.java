package io.tactus.tools.plan;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.output.Json;
import io.tactus.tools.plan.PlanResult.Outcome;
import io.tactus.tools.plan.PlanResult.StepResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tactus test-plans}. Filled and called by picocli, once. */
@Command(
    name = "test-plans",
    description = "Runs test plans against a real server; exits 1 if one fails.",
    footer = {
      "",
      "Every plan gets its own temporary data folder and server on a free port. A plan or step"
          + " that",
      "checks nothing is an error. The format is described in test_plans/README.md.",
      "Plans that say 'Takes: N minutes' run with --long, or when they are named by file.",
      "",
      "Examples:",
      "  tactus test-plans",
      "  tactus test-plans test_plans/durability",
      "  tactus test-plans test_plans/concurrency/stress-for-minutes.md",
      "  tactus test-plans --keep test_plans/rows/crud.md"
    })
public final class TestPlansCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Plans or folders of plans (default: test_plans of the repository).")
  private List<Path> paths = new ArrayList<>();

  @Option(names = "--list", description = "Only check and list the plans.")
  private boolean list;

  @Option(names = "--long", description = "Run those that take minutes, too.")
  private boolean all;

  @Option(names = "--keep", description = "Keep the folders of failed plans, and say where.")
  private boolean keep;

  @Option(names = "--json", description = "Print one JSON object a plan.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<TestPlan> plans = read(PlanFiles.find(paths));
    if (list) {
      plans.forEach(plan -> out().println(plan.file() + "  " + plan.title() + takes(plan)));
      return ExitCode.DONE;
    }
    long startNs = System.nanoTime();
    List<PlanResult> results = new ArrayList<>();
    List<TestPlan> leftOut =
        plans.stream()
            .filter(plan -> plan.isLong() && !all && !paths.contains(plan.file()))
            .toList();
    for (TestPlan plan : plans) {
      if (!leftOut.contains(plan)) {
        results.add(run(plan));
      }
    }
    leftOut.forEach(
        plan ->
            out()
                .println(
                    json ? Json.print(leftOut(plan)) : "left out: " + plan.file() + takes(plan)));
    if (results.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE, "no plan was run: all that were found take minutes; --long runs them");
    }
    long failed = results.stream().filter(result -> !result.passed()).count();
    if (!json) {
      int steps = results.stream().mapToInt(result -> result.steps().size()).sum();
      out()
          .printf(
              "%n%d plans, %d passed, %d failed; %d steps in %s%n",
              results.size(),
              results.size() - failed,
              failed,
              steps,
              shown(Duration.ofNanos(System.nanoTime() - startNs)));
    }
    return failed == 0 ? ExitCode.DONE : ExitCode.NO;
  }

  private static String takes(TestPlan plan) {
    return plan.isLong() ? " (takes " + plan.takes().toMinutes() + " minutes: --long)" : "";
  }

  private static List<TestPlan> read(List<Path> files) throws IOException {
    List<TestPlan> plans = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (Path file : files) {
      try {
        plans.add(PlanParser.read(file));
      } catch (PlanSyntaxException e) {
        wrong.add(e.getMessage());
      }
    }
    if (!wrong.isEmpty()) {
      throw new CommandFailure(ExitCode.NO, String.join("\n", wrong));
    }
    return plans;
  }

  private PlanResult run(TestPlan plan) throws IOException {
    Path folder = Files.createTempDirectory("tactus-plan-");
    if (!json) {
      out().printf("%n%s  (%s)%n", bold(plan.title()), plan.file());
      out().flush();
    }
    PlanResult result =
        new PlanRunner(plan, TactusLauncher.ofThisProcess(), folder).run(this::print);
    if (json) {
      out().println(Json.print(toJson(result)));
    }
    if (keep && !result.passed()) {
      spec.commandLine().getErr().println("kept " + folder);
    } else {
      PlanRunner.delete(folder);
    }
    out().flush();
    return result;
  }

  private void print(StepResult step) {
    if (json) {
      return;
    }
    String word =
        switch (step.outcome()) {
          case PASSED -> "@|green ok  |@";
          case FAILED -> "@|red FAIL|@";
          case SKIPPED -> "@|faint skip|@";
        };
    String time = step.outcome() == Outcome.SKIPPED ? "" : shown(step.took());
    out().printf("  %s  %-60s %8s%n", ansi().string(word), step.title(), time);
    step.report().forEach(line -> out().println("        " + line));
    if (!step.report().isEmpty()) {
      out().println("        (step at line " + step.line() + ")");
    }
    out().flush();
  }

  private static Map<String, Object> leftOut(TestPlan plan) {
    Map<String, Object> document = named(plan);
    document.put("leftOut", true);
    document.put("takesMinutes", plan.takes().toMinutes());
    return document;
  }

  private static Map<String, Object> named(TestPlan plan) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("file", plan.file().toString());
    document.put("title", plan.title());
    return document;
  }

  private static Map<String, Object> toJson(PlanResult result) {
    Map<String, Object> document = named(result.plan());
    document.put("passed", result.passed());
    document.put("tookMs", result.took().toMillis());
    List<Object> steps = new ArrayList<>();
    for (StepResult step : result.steps()) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("title", step.title());
      object.put("line", (long) step.line());
      object.put("outcome", step.outcome().name().toLowerCase(java.util.Locale.ROOT));
      object.put("tookMs", step.took().toMillis());
      object.put("report", step.report());
      steps.add(object);
    }
    document.put("steps", steps);
    return document;
  }

  private static String shown(Duration time) {
    return time.toMillis() < 10_000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
  }

  private String bold(String text) {
    return ansi().string("@|bold " + text + "|@");
  }

  private Ansi ansi() {
    return spec.commandLine().getColorScheme().ansi();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
