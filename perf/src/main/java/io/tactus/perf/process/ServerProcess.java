package io.tactus.perf.process;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.plan.TactusLauncher;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code tactus} command that serves HTTP, in a process and a temporary folder of its own.
 *
 * <p>Threading: one thread; {@link #close} from any, once.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofMinutes(1);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

  /** The one line that says where it serves. */
  private static final Pattern READY = Pattern.compile("(?m)^\\S+ ready (http://\\S+:[0-9]+)$");

  private final Process process;
  private final TemporaryFolder folder;
  private final Thread hook = new Thread(this::end, "end-server");
  private URI url;
  private boolean ended;

  private ServerProcess(Process process, TemporaryFolder folder) {
    this.process = process;
    this.folder = folder;
  }

  /** Starts {@code tactus serve} on a free port with a new data folder. */
  public static ServerProcess serve(TactusLauncher launcher, List<String> flags) {
    List<String> arguments =
        new ArrayList<>(List.of("serve", "--http", "127.0.0.1:0", "--data", "data"));
    arguments.addAll(flags);
    return start(launcher, arguments);
  }

  /**
   * Starts a command and waits until it says {@code … ready http://HOST:PORT}.
   *
   * @throws CommandFailure if it ends, or says nothing for a minute
   */
  public static ServerProcess start(TactusLauncher launcher, List<String> arguments) {
    TemporaryFolder folder = null;
    try {
      folder = TemporaryFolder.create("tactus-perf-");
      List<String> line = new ArrayList<>(launcher.prefix());
      line.addAll(arguments);
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .directory(folder.path().toFile())
              .redirectOutput(folder.path().resolve("stdout").toFile())
              .redirectError(folder.path().resolve("stderr").toFile());
      // The user's own settings must not change what is measured.
      builder.environment().keySet().removeIf(key -> key.startsWith("TACTUS_"));
      ServerProcess server = new ServerProcess(builder.start(), folder);
      Runtime.getRuntime().addShutdownHook(server.hook);
      server.awaitReady();
      return server;
    } catch (IOException e) {
      if (folder != null) {
        folder.close();
      }
      throw new CommandFailure(ExitCode.UNREACHABLE, "could not start a server: " + e.getMessage());
    }
  }

  private void awaitReady() throws IOException {
    long deadlineNs = System.nanoTime() + START_DEADLINE.toNanos();
    while (true) {
      boolean alive = process.isAlive();
      Matcher matcher = READY.matcher(Files.readString(folder.path().resolve("stdout")));
      if (matcher.find()) {
        url = URI.create(matcher.group(1));
        return;
      }
      if (!alive || System.nanoTime() > deadlineNs) {
        String log = log();
        close();
        throw new CommandFailure(
            ExitCode.UNREACHABLE,
            alive ? "the server did not get ready in time\n" + log : "no server:\n" + log);
      }
      waitFor(Duration.ofMillis(10));
    }
  }

  public URI url() {
    return url;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(url.getHost(), url.getPort());
  }

  /** The data folder of a server started with {@link #serve}. */
  public Path dataFolder() {
    return folder.path().resolve("data");
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Processor time it has used since its start, all threads together. */
  public Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** What it logged last. */
  public String log() throws IOException {
    List<String> lines = Files.readAllLines(folder.path().resolve("stderr"));
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  /** Ends it politely, or by force after a while, and removes its folder. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // already shutting down; the hook finds that nothing is left to do
    }
  }

  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    process.destroy();
    if (!waitFor(STOP_DEADLINE)) {
      process.destroyForcibly();
      waitFor(STOP_DEADLINE);
    }
    folder.close();
  }

  private boolean waitFor(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return false;
    }
  }
}
