package io.tactus.perf.plans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tactus.tools.plan.PlanFiles;
import io.tactus.tools.plan.PlanParser;
import io.tactus.tools.plan.PlanResult;
import io.tactus.tools.plan.PlanResult.Outcome;
import io.tactus.tools.plan.PlanRunner;
import io.tactus.tools.plan.TactusLauncher;
import io.tactus.tools.plan.TestPlan;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The same plans, runner and processes as {@code ./tactus test-plans}, two plans at a time. Those
 * of minutes are only read.
 */
class PlansIT {

  private static final Path PLANS = Path.of("..", "test_plans").toAbsolutePath().normalize();
  private static final Path DISTRIBUTION = Path.of("target", "tactus");
  private static final Pattern LISTED =
      Pattern.compile("^- \\[[^]]*]\\(([^)]*\\.md)\\)", Pattern.MULTILINE);

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT)
  Stream<DynamicTest> plans() throws IOException {
    List<Path> files = PlanFiles.find(List.of(PLANS));
    assertEquals(listed(), files.stream().map(PlansIT::name).toList(), "test_plans/README.md");
    return files.stream().map(file -> dynamicTest(name(file), file.toUri(), () -> run(file)));
  }

  private static String name(Path file) {
    return PLANS.relativize(file).toString().replace(File.separatorChar, '/');
  }

  /** What the README lists: a plan that is lost, or that nobody can find, is noticed. */
  private static List<String> listed() throws IOException {
    String readme = Files.readString(PLANS.resolve("README.md"));
    return LISTED.matcher(readme).results().map(found -> found.group(1)).toList();
  }

  private static void run(Path file) throws IOException {
    TestPlan plan = PlanParser.read(file);
    if (plan.isLong()) {
      return;
    }
    Path folder = Files.createTempDirectory("tactus-plan-");
    try {
      TactusLauncher launcher = TactusLauncher.ofDistribution(DISTRIBUTION);
      PlanResult result = new PlanRunner(plan, launcher, folder).run(step -> {});
      assertTrue(result.passed(), () -> describe(result));
    } finally {
      PlanRunner.delete(folder);
    }
  }

  private static String describe(PlanResult result) {
    return result.steps().stream()
        .filter(step -> step.outcome() == Outcome.FAILED)
        .map(
            step ->
                result.plan().file()
                    + ":"
                    + step.line()
                    + ": "
                    + step.title()
                    + "\n"
                    + String.join("\n", step.report()))
        .collect(Collectors.joining("\n"));
  }
}
