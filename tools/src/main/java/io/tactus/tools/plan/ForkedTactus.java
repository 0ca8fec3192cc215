package io.tactus.tools.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code tactus} in a process of its own. Its output goes to files, so that a full pipe never stops
 * it.
 *
 * <p>Threading: one thread.
 */
final class ForkedTactus {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final int KILLED = 137;

  private final Process process;
  private final Path stdout;
  private final Path stderr;

  private ForkedTactus(Process process, Path stdout, Path stderr) {
    this.process = process;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /**
   * Starts a process.
   *
   * @param folder its working directory, which also gets its output files
   * @param name begins the names of those files
   * @param environment added to the environment, from which settings of Tactus are removed
   */
  static ForkedTactus start(
      TactusLauncher launcher,
      List<String> arguments,
      Path folder,
      String name,
      String input,
      Map<String, String> environment)
      throws IOException {
    String prefix = name + "-" + NUMBER.incrementAndGet();
    Path stdout = folder.resolve(prefix + ".out");
    Path stderr = folder.resolve(prefix + ".err");
    Path stdin = folder.resolve(prefix + ".in");
    Files.writeString(stdin, input);
    ProcessBuilder builder =
        new ProcessBuilder(launcher.commandLine(arguments))
            .directory(folder.toFile())
            .redirectInput(stdin.toFile())
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile());
    // The tester's own settings must not change what a plan sees.
    builder.environment().keySet().removeIf(key -> key.startsWith("TACTUS_"));
    builder.environment().putAll(environment);
    return new ForkedTactus(builder.start(), stdout, stderr);
  }

  /** How a process ended. */
  record Ended(int exitCode) {}

  boolean isAlive() {
    return process.isAlive();
  }

  /** Everything it has printed so far. */
  String stdout() throws IOException {
    return Files.readString(stdout);
  }

  /** Everything it has logged so far. */
  String stderr() throws IOException {
    return Files.readString(stderr);
  }

  /** Waits a moment; returns early when the process ends. */
  void pause(Duration time) {
    waitFor(time);
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Sends SIGKILL and waits for the end. */
  Ended kill() {
    process.destroyForcibly();
    return awaitEnd(Duration.ofSeconds(30));
  }

  /** Waits for the end; a process that does not end in time is killed and its code says so. */
  Ended awaitEnd(Duration deadline) {
    if (!waitFor(deadline)) {
      process.destroyForcibly();
      waitFor(Duration.ofSeconds(30));
      return new Ended(KILLED);
    }
    return new Ended(process.exitValue());
  }

  private boolean waitFor(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IllegalStateException("interrupted while waiting for a process", e);
    }
  }
}
