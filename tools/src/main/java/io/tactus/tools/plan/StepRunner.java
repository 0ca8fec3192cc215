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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Does steps of a plan and checks what is seen.
 *
 * <p>Threading: one thread, but for {@link #close}.
 */
final class StepRunner implements AutoCloseable {

  private static final Duration RETRY_PAUSE = Duration.ofMillis(20);
  private static final int LOG_LINES_SHOWN = 15;

  private final TactusLauncher launcher;
  private final Path folder;
  private final Variables variables;
  private final PlanServers servers;
  private final Duration longer;
  private volatile ForkedTactus command;
  private volatile ApiClient client;
  private volatile boolean closed;
  private final CountDownLatch othersDone = new CountDownLatch(1);
  private String clientUrl;

  /**
   * Creates one for a plan.
   *
   * @param longer how much more time commands have than in a plan of seconds
   */
  StepRunner(
      TactusLauncher launcher,
      Path folder,
      Variables variables,
      PlanServers servers,
      Duration longer) {
    this.longer = longer;
    this.launcher = launcher;
    this.folder = folder;
    this.variables = variables;
    this.servers = servers;
  }

  /** One that does a step while this one does others. */
  StepRunner meanwhile() {
    return new StepRunner(launcher, folder, variables.copy(), servers, longer);
  }

  StepResult run(PlanStep step) {
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
      if (wrong.isEmpty() || closed || System.nanoTime() >= deadlineNs) {
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
      case PlanAction.Http http ->
          switch (http.manner()) {
            case PROPER -> PlanHttp.send(client(url()), variables.fill(http.text()));
            case UNFINISHED -> raw(http, () -> {});
            case UNREAD -> raw(http, this::awaitOthers);
          };
      case PlanAction.Command run -> command(variables.fill(run.text()));
      case PlanAction.Server server ->
          servers.perform(new PlanAction.Server(server.verb(), variables.fill(server.arguments())));
      case PlanAction.TextFile file -> {
        Files.writeString(folder.resolve(file.name()), variables.fill(file.text()));
        yield Observation.NOTHING;
      }
      case PlanAction.Damage damage -> {
        damage.damage().apply(folder.resolve("data"));
        yield Observation.NOTHING;
      }
    };
  }

  private Observation raw(PlanAction.Http http, Runnable beforeReading) throws IOException {
    URI server = URI.create(url());
    return RawRequest.send(server, variables.fill(http.text()), http.manner(), beforeReading);
  }

  /** The other steps of the plan are done: what waits for that goes on. */
  void othersAreDone() {
    othersDone.countDown();
  }

  private void awaitOthers() {
    try {
      othersDone.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while other steps were done", e);
    }
  }

  private Observation command(String text) throws IOException {
    Map<String, String> environment =
        servers.url().map(url -> Map.of("TACTUS_URL", url)).orElse(Map.of());
    command = PlanCommand.start(launcher, text, folder, environment);
    try {
      return PlanCommand.await(command, longer);
    } finally {
      command = null;
    }
  }

  private String url() {
    return servers.url().orElseThrow(() -> new IllegalStateException("no server was started"));
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

  /** Adds what the server logged last. */
  void addServerLog(List<String> report) {
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

  private void closeClient() {
    ApiClient last = client;
    if (last != null) {
      last.close();
    }
  }

  /** Breaks off what it is at, whichever thread does it. */
  @Override
  public void close() {
    closed = true;
    othersAreDone();
    closeClient();
    ForkedTactus last = command;
    if (last != null) {
      last.kill();
    }
  }
}
