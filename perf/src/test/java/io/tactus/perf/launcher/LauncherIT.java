package io.tactus.perf.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./tactus} does around the JVM; TACTUS_BUILD is off in every test. */
class LauncherIT {

  private static final Path LAUNCHER = Path.of("..", "tactus").toAbsolutePath().normalize();
  private static final long TIMEOUT_SECONDS = 60;

  @TempDir private Path folder;

  @Test
  void shouldSayVersionAndJdk() throws Exception {
    Run run = run(LAUNCHER, Map.of(), "--version");
    assertEquals(0, run.exitCode, run.err);
    assertTrue(run.out.matches("(?s)tactus 0\\.1\\.0\\S* \\(\\S+\\).*JDK 25.*"), run.out);
    assertEquals("", run.err);
  }

  @Test
  void shouldPassTheExitCodeThrough() throws Exception {
    assertEquals(2, run(LAUNCHER, Map.of(), "no-such-command").exitCode);
  }

  @Test
  void shouldFindTheJdkWhenJavaHomeIsWrong() throws Exception {
    Run run = run(LAUNCHER, Map.of("JAVA_HOME", folder.toString()), "--version");
    assertEquals(0, run.exitCode, run.err);
  }

  @Test
  void shouldTakeAnotherCollectorWithoutComplaint() throws Exception {
    Run run = run(LAUNCHER, Map.of("TACTUS_JAVA_OPTS", "-XX:+UseParallelGC"), "--version");
    assertEquals(0, run.exitCode, run.err);
    assertEquals("", run.err);
  }

  @Test
  void shouldRunThroughASymbolicLink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("tactus"), LAUNCHER);
    assertEquals(0, run(link, Map.of(), "--version").exitCode);
    Files.delete(link);
  }

  @Test
  void shouldRefuseWhenNothingIsBuiltAndBuildingIsOff() throws Exception {
    Path copy = Files.copy(LAUNCHER, folder.resolve("tactus"));
    assertTrue(copy.toFile().setExecutable(true));
    Run run = run(copy, Map.of(), "--version");
    assertEquals(3, run.exitCode);
    assertTrue(run.err.contains("is not built"), run.err);
  }

  private record Run(int exitCode, String out, String err) {}

  private Run run(Path launcher, Map<String, String> environment, String argument)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(List.of(launcher.toString(), argument));
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(launcher + " " + argument + " did not end");
    }
    return new Run(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }
}
