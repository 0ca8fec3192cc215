package io.tactus.perf.process;

import io.tactus.tools.plan.TactusLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs commands of the distribution that the build has just made. */
public final class Distribution {
  private static final Path FOLDER = Path.of("target", "tactus").toAbsolutePath();
  private static final long TIMEOUT_SECONDS = 240;

  private Distribution() {}

  /** How a command ended, and what it printed. */
  public record Run(int exitCode, String out, String err) {}

  /**
   * Runs a command to its end.
   *
   * @param folder where it runs, with its temporary files in {@code tmp}
   */
  public static Run run(Path folder, String... arguments) throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("tmp"));
    List<String> line = new ArrayList<>(TactusLauncher.ofDistribution(FOLDER).prefix());
    line.add(1, "-Djava.io.tmpdir=" + folder.resolve("tmp"));
    line.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroy();
      throw new AssertionError(String.join(" ", arguments) + " did not end");
    }
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
