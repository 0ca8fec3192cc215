package io.tactus.tools.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server of one running plan: at most one process at a time, several in a row.
 *
 * <p>Threading: the thread that runs the plan, and that of the one step which starts or ends the
 * server meanwhile.
 */
final class PlanServers implements AutoCloseable {

  private static final Duration START_DEADLINE = Duration.ofMinutes(1);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(10);

  /** The one line a server prints. */
  private static final Pattern READY = Pattern.compile("\\Atactus ready (http://(\\S+:[0-9]+))\\n");

  private final TactusLauncher launcher;
  private final Path folder;
  private final Variables variables;
  private volatile ForkedTactus current;
  private volatile boolean closed;

  PlanServers(TactusLauncher launcher, Path folder, Variables variables) {
    this.launcher = launcher;
    this.folder = folder;
    this.variables = variables;
  }

  Observation perform(PlanAction.Server action) throws IOException {
    return switch (action.verb()) {
      case START -> start(action.arguments());
      case STOP -> stop();
      case KILL -> kill();
    };
  }

  /** The URL of the running server. */
  Optional<String> url() {
    return current == null ? Optional.empty() : Optional.of(variables.fill("${server}"));
  }

  /** What the last server logged, for the report of a failed step. */
  String log() throws IOException {
    return current == null ? "" : current.stderr();
  }

  private Observation start(String flags) throws IOException {
    if (current != null && current.isAlive()) {
      throw new IllegalStateException("the plan's server is still running");
    }
    List<String> arguments = new ArrayList<>();
    arguments.add("serve");
    arguments.addAll(PlanCommand.words(flags));
    addUnlessGiven(arguments, "--data", variables.fill("${data}"));
    addUnlessGiven(arguments, "--http", "127.0.0.1:0");
    current = ForkedTactus.start(launcher, arguments, folder, "server", "", Map.of());
    if (closed) {
      current.kill();
    }
    Optional<Matcher> ready = awaitReady();
    ready.ifPresent(
        line -> {
          variables.set("server", line.group(1));
          variables.set("address", line.group(2));
        });
    Optional<Integer> exitCode =
        current.isAlive()
            ? Optional.empty()
            : Optional.of(current.awaitEnd(STOP_DEADLINE).exitCode());
    return Observation.ofProcess(exitCode, ready.isPresent(), current.stdout(), current.stderr());
  }

  private static void addUnlessGiven(List<String> arguments, String flag, String value) {
    if (arguments.stream().noneMatch(a -> a.equals(flag) || a.startsWith(flag + "="))) {
      arguments.add(flag);
      arguments.add(value);
    }
  }

  private Optional<Matcher> awaitReady() throws IOException {
    long deadlineNs = System.nanoTime() + START_DEADLINE.toNanos();
    while (true) {
      boolean alive = current.isAlive();
      Matcher matcher = READY.matcher(current.stdout());
      if (matcher.find()) {
        return Optional.of(matcher);
      }
      if (!alive) {
        return Optional.empty();
      }
      if (System.nanoTime() > deadlineNs) {
        throw new IOException("not ready after " + START_DEADLINE.toSeconds() + " s");
      }
      current.pause(POLL);
    }
  }

  private Observation stop() throws IOException {
    running().terminate();
    return ended(current.awaitEnd(STOP_DEADLINE));
  }

  private Observation kill() throws IOException {
    return ended(running().kill());
  }

  private ForkedTactus running() {
    if (current == null || !current.isAlive()) {
      throw new IllegalStateException("the plan's server is not running");
    }
    return current;
  }

  private Observation ended(ForkedTactus.Ended ended) throws IOException {
    return Observation.ofProcess(
        Optional.of(ended.exitCode()), false, current.stdout(), current.stderr());
  }

  /**
   * Ends a server the plan left running, politely.
   *
   * @return its exit code, or empty if none was running
   */
  Optional<Integer> finish() {
    if (current == null || !current.isAlive()) {
      return Optional.empty();
    }
    current.terminate();
    return Optional.of(current.awaitEnd(STOP_DEADLINE).exitCode());
  }

  @Override
  public void close() {
    closed = true;
    if (current != null && current.isAlive()) {
      current.kill();
    }
  }
}
