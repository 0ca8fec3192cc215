package io.tactus.perf.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tactus.perf.process.ServerProcess;
import io.tactus.tools.plan.TactusLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other people's clients, as npm has them, talk to a real server. */
class ClientsIT {
  private static final Path CLIENTS = Path.of("..", "examples", "clients").toAbsolutePath();
  private static final Path DISTRIBUTION = Path.of("target", "tactus");
  private static final int FEWEST_TESTS = 50;
  private static final long TIMEOUT_SECONDS = 180;

  @Test
  void theStockClientsWorkUnchanged(@TempDir Path folder) throws Exception {
    boolean required = "required".equals(System.getenv("TACTUS_CLIENTS"));
    boolean npm = isThere("npm") && isThere("node");
    if (!npm && !required) {
      System.err.println("=".repeat(90));
      System.err.println("SKIPPED: no npm here, so no stock client was tried (ClientsIT)");
      System.err.println("=".repeat(90));
    }
    assumeTrue(npm || required, "npm is not there");

    copyTo(folder);
    Run installed = run(folder, null, "npm", "ci", "--no-audit", "--no-fund");
    assertEquals(0, installed.exitCode(), installed.output());
    try (ServerProcess server =
        ServerProcess.serve(
            TactusLauncher.ofDistribution(DISTRIBUTION),
            List.of("--durability", "os", "--example", "matchmaker"))) {
      Run tested = run(folder, server.url().toString(), "npm", "test");
      assertEquals(0, tested.exitCode(), tested.output());
      int passed = passed(tested.output());
      assertTrue(passed >= FEWEST_TESTS, () -> "only " + passed + " tests:\n" + tested.output());
    }
  }

  private record Run(int exitCode, String output) {}

  private static Run run(Path folder, String url, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    if (url != null) {
      builder.environment().put("TACTUS_URL", url);
    }
    Process process = builder.start();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      return new Run(-1, "not within " + TIMEOUT_SECONDS + " s\n" + Files.readString(output));
    }
    return new Run(process.exitValue(), Files.readString(output));
  }

  private static boolean isThere(String command) throws InterruptedException {
    try {
      return new ProcessBuilder(command, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The count node prints at the end, in the words of any of its reporters. */
  private static int passed(String output) {
    Matcher count = Pattern.compile("(?m)^(?:#|\u2139) pass (\\d+)$").matcher(output);
    return count.find() ? Integer.parseInt(count.group(1)) : 0;
  }

  /** Copies what is tracked: a node_modules that lies there is not what is tested. */
  private static void copyTo(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(CLIENTS)) {
      for (Path file : files.toList()) {
        Path relative = CLIENTS.relativize(file);
        if (relative.startsWith("node_modules")) {
          continue;
        }
        Path target = folder.resolve(relative.toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
