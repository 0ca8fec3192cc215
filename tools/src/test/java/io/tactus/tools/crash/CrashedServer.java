package io.tactus.tools.crash;

import io.tactus.tools.Tactus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code tactus} processes over one data folder, to be killed. Threading: one thread. */
final class CrashedServer implements AutoCloseable {
  private static final String READY = "tactus ready ";
  private static final long START_DEADLINE_NS = 60_000_000_000L;

  private final Path folder;
  private Process process;
  private int starts;

  CrashedServer(Path folder) {
    this.folder = folder;
  }

  /** Starts and waits for the ready line. */
  URI start() throws IOException {
    starts++;
    Path out = folder.resolve("serve-" + starts + ".out");
    process = tactus(out, "serve", "--data", "data", "--http", "127.0.0.1:0");
    long deadlineNs = System.nanoTime() + START_DEADLINE_NS;
    while (System.nanoTime() - deadlineNs < 0) {
      String printed = Files.readString(out);
      if (printed.startsWith(READY) && printed.endsWith("\n")) {
        return URI.create(printed.substring(READY.length()).strip());
      }
      if (!process.isAlive()) {
        break;
      }
      LockSupport.parkNanos(5_000_000);
    }
    throw new IllegalStateException("not ready: " + Files.readString(errors(out)));
  }

  /** SIGKILL: no drain, no last force. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server survived SIGKILL");
    }
  }

  /** Runs a command to its end and returns what it printed; a code other than 0 throws. */
  String run(String... arguments) throws IOException, InterruptedException {
    Path out = folder.resolve("run.out");
    Process run = tactus(out, arguments);
    if (!run.waitFor(120, TimeUnit.SECONDS) || run.exitValue() != 0) {
      run.destroyForcibly();
      throw new IllegalStateException(
          String.join(" ", arguments)
              + " failed: "
              + Files.readString(out)
              + Files.readString(errors(out)));
    }
    return Files.readString(out);
  }

  private Process tactus(Path out, String... arguments) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of(
            "--add-exports",
            "java.base/jdk.internal.misc=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-ea",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Tactus.class.getName()));
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line)
        .directory(folder.toFile())
        .redirectOutput(out.toFile())
        .redirectError(errors(out).toFile())
        .start();
  }

  private static Path errors(Path out) {
    return out.resolveSibling(out.getFileName() + ".err");
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
