package io.tactus.tools.plan;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.client.ApiClient;
import io.tactus.tools.plan.PlanResult.Outcome;
import io.tactus.tools.plan.PlanResult.StepResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Runs one plan in a folder of its own, against servers of its own. After the last step a server
 * still running is stopped with SIGTERM and must exit 0, in every plan.
 *
 * <p>Threading: one thread an instance; an instance runs one plan.
 */
public final class PlanRunner {

  private static final Duration RETRY_PAUSE = Duration.ofMillis(20);
  private static final int LOG_LINES_SHOWN = 15;

  private final TestPlan plan;
  private final TactusLauncher launcher;
  private final Path folder;
  private final Variables variables = new Variables();
  private final PlanServers servers;
  private ApiClient client;
  private String clientUrl;

  /**
   * A runner for one plan.
   *
   * @param launcher starts the processes of the plan
   * @param folder an empty directory for data, output and logs
   */
  public PlanRunner(TestPlan plan, TactusLauncher launcher, Path folder) {
    this.launcher = launcher;
    this.plan = plan;
    this.folder = folder;
    this.servers = new PlanServers(launcher, folder, variables);
    variables.set("folder", folder.toString());
    variables.set("data", folder.resolve("data").toString());
  }

  /**
   * Runs the steps in order until one fails.
   *
   * @param listener told of each step as soon as it is over
   */
  public PlanResult run(Consumer<StepResult> listener) {
    long startNs = System.nanoTime();
    List<StepResult> results = new ArrayList<>();
    boolean failed = false;
    try (servers) {
      for (PlanStep step : plan.steps()) {
        StepResult result = failed ? skipped(step) : run(step);
        failed |= result.outcome() == Outcome.FAILED;
        results.add(result);
        listener.accept(result);
      }
      if (!failed) {
        finish()
            .ifPresent(
                result -> {
                  results.add(result);
                  listener.accept(result);
                });
      }
    } finally {
      closeClient();
    }
    return new PlanResult(plan, results, Duration.ofNanos(System.nanoTime() - startNs));
  }

  private static StepResult skipped(PlanStep step) {
    return new StepResult(step.line(), step.title(), Outcome.SKIPPED, Duration.ZERO, List.of());
  }

  private StepResult run(PlanStep step) {
    long startNs = System.nanoTime();
    List<String> report = new ArrayList<>();
    for (int n = 1; n <= step.times() && report.isEmpty(); n++) {
      variables.set("n", String.valueOf(n));
      report = perform(step, startNs + step.within().toNanos());
      if (!report.isEmpty() && step.times() > 1) {
        report.addFirst("in repetition " + n + " of " + step.times());
      }
    }
    return new StepResult(
        step.line(),
        step.title(),
        report.isEmpty() ? Outcome.PASSED : Outcome.FAILED,
        Duration.ofNanos(System.nanoTime() - startNs),
        report);
  }

  /** Does a step until its checks hold or its time is over; returns what is wrong in the end. */
  private List<String> perform(PlanStep step, long deadlineNs) {
    while (true) {
      List<String> wrong = performOnce(step);
      if (wrong.isEmpty() || System.nanoTime() >= deadlineNs) {
        return wrong;
      }
      LockSupport.parkNanos(RETRY_PAUSE.toNanos());
    }
  }

  private List<String> performOnce(PlanStep step) {
    List<String> wrong = new ArrayList<>();
    try {
      Observation seen = act(step.action());
      for (Expectation expectation : step.expectations()) {
        expectation.check(seen, variables).ifPresent(wrong::add);
      }
      if (!wrong.isEmpty()) {
        seen.describe().lines().map(line -> "  " + line).forEach(wrong::add);
      }
    } catch (IOException | RuntimeException e) {
      wrong.add(e instanceof CommandFailure ? e.getMessage() : e.toString());
    }
    if (!wrong.isEmpty()) {
      addServerLog(wrong);
    }
    return wrong;
  }

  private Observation act(PlanAction action) throws IOException {
    return switch (action) {
      case PlanAction.Http http -> send(variables.fill(http.text()));
      case PlanAction.Command command ->
          PlanCommand.run(
              launcher,
              variables.fill(command.text()),
              folder,
              servers.url().map(url -> Map.of("TACTUS_URL", url)).orElse(Map.of()));
      case PlanAction.Server server ->
          servers.perform(new PlanAction.Server(server.verb(), variables.fill(server.arguments())));
      case PlanAction.Damage damage -> {
        damage.damage().apply(folder.resolve("data"));
        yield Observation.ofProcess(Optional.empty(), false, "", "");
      }
    };
  }

  private Observation send(String request) {
    String url =
        servers.url().orElseThrow(() -> new IllegalStateException("no server was started"));
    return PlanHttp.send(client(url), request);
  }

  /** One client for each server, so that a plan's requests share connections as a game's would. */
  private ApiClient client(String url) {
    if (!url.equals(clientUrl)) {
      closeClient();
      client = new ApiClient(URI.create(url), Optional.empty());
      clientUrl = url;
    }
    return client;
  }

  private void closeClient() {
    if (client != null) {
      client.close();
      client = null;
      clientUrl = null;
    }
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
                addServerLog(wrong);
              }
              return new StepResult(
                  plan.steps().getLast().line(),
                  "(the server stops on SIGTERM)",
                  wrong.isEmpty() ? Outcome.PASSED : Outcome.FAILED,
                  Duration.ofNanos(System.nanoTime() - startNs),
                  wrong);
            });
  }

  private void addServerLog(List<String> report) {
    try {
      List<String> lines = servers.log().lines().toList();
      if (!lines.isEmpty()) {
        report.add("server log, last lines:");
        lines
            .subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size())
            .forEach(line -> report.add("  " + line));
      }
    } catch (IOException e) {
      report.add("server log cannot be read: " + e.getMessage());
    }
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
