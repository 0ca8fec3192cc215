package io.tactus.tools.crash;

import io.tactus.journal.FolderLayout;
import io.tactus.tools.Tactus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code tactus serve} over one data folder, to be killed. Threading: one thread. */
final class CrashedServer implements AutoCloseable {
  private static final String READY = "tactus ready ";
  private static final long START_DEADLINE_NS = 60_000_000_000L;

  private final Path folder;
  private Process process;
  private Path out;
  private FileTime begun;
  private int starts;

  CrashedServer(Path folder) {
    this.folder = folder;
  }

  /** The data folder. */
  Path data() {
    return folder.resolve("data");
  }

  /** When the present process began, or a moment before. */
  FileTime begun() {
    return begun;
  }

  /** Starts and waits for the ready line. */
  URI start(List<String> settings) throws IOException {
    launch(settings);
    long deadlineNs = System.nanoTime() + START_DEADLINE_NS;
    while (System.nanoTime() - deadlineNs < 0) {
      if (isReady()) {
        return URI.create(Files.readString(out).substring(READY.length()).strip());
      }
      if (!process.isAlive()) {
        break;
      }
      LockSupport.parkNanos(5_000_000);
    }
    throw new IllegalStateException("not ready: " + Files.readString(errors(out)));
  }

  /** Starts, and waits for nothing. */
  void launch(List<String> settings) throws IOException {
    starts++;
    out = folder.resolve("serve-" + starts + ".out");
    begun = FileTime.from(Instant.now().truncatedTo(ChronoUnit.SECONDS));
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
    line.addAll(List.of("serve", "--data", "data", "--http", "127.0.0.1:0"));
    line.addAll(settings);
    process =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(errors(out).toFile())
            .start();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether the present process has printed that it serves. */
  boolean isReady() throws IOException {
    String printed = Files.readString(out);
    return printed.startsWith(READY) && printed.endsWith("\n");
  }

  /** Whether the present process has opened the data folder, which is when recovery begins. */
  boolean hasOpenedItsFolder() throws IOException {
    Path lock = data().resolve(FolderLayout.LOCK);
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
      for (Path file : files) {
        if (Files.exists(lock) && Files.exists(file) && Files.isSameFile(file, lock)) {
          return true;
        }
      }
    } catch (NoSuchFileException _) {
      return false; // closed while it was looked at; or the system has no /proc
    }
    return false;
  }

  /** SIGKILL: no drain, no last force. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server survived SIGKILL");
    }
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
