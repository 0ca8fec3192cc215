package io.tactus.perf.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the README, in order, in one shell, and compares what they print. */
class ReadmeIT {
  private static final Path ROOT = repositoryRoot();
  private static final String MARK = "@@step ";

  @Test
  void everyCommandOfTheTourPrintsWhatTheReadmeSays(@TempDir Path folder) throws Exception {
    ConsoleTour tour = ConsoleTour.parse(Files.readString(ROOT.resolve("README.md")));
    assertTrue(tour.steps().size() >= 10, () -> "steps: " + tour.steps().size());
    int port = freePort();
    installLauncher(folder, port);
    Path script = Files.writeString(folder.resolve("tour.sh"), script(tour, port));
    Path output = folder.resolve("output.txt");

    Process shell =
        new ProcessBuilder("bash", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(shell.waitFor(120, TimeUnit.SECONDS), "the tour took over two minutes");
    String text = Files.readString(output).replace(":" + port, ":7070");
    String[] printed = text.split(MARK + "\\d+\n", -1);
    assertEquals(tour.steps().size() + 1, printed.length - 1, text);
    for (int i = 0; i < tour.steps().size(); i++) {
      ConsoleTour.Step step = tour.steps().get(i);
      String shown = printed[i + 1];
      assertTrue(
          step.accepts(shown),
          () -> step.command() + "\nexpected: " + step.expected() + "\nprinted:  " + shown);
    }
  }

  @Test
  void aStepThatPrintsSomethingElseIsNoticed() {
    ConsoleTour tour = ConsoleTour.parse("```console\n$ echo a\nb…d\n```\n");
    assertEquals(List.of(new ConsoleTour.Step("echo a", "b…d")), tour.steps());
    assertTrue(tour.steps().getFirst().accepts("bcd\n"));
    assertFalse(tour.steps().getFirst().accepts("a\n"));
    assertFalse(tour.steps().getFirst().accepts("bcde\n"));
  }

  /** A background command's output goes to a file; the shell waits for it, as a person would. */
  private static String script(ConsoleTour tour, int port) {
    StringBuilder script = new StringBuilder("trap 'kill -9 $(jobs -p) 2>/dev/null' EXIT\n");
    for (int i = 0; i < tour.steps().size(); i++) {
      ConsoleTour.Step step = tour.steps().get(i);
      String command = step.command().replace(":7070", ":" + port);
      script.append("echo '").append(MARK).append(i).append("'\n");
      if (step.isBackground()) {
        String ready = "ready" + i + ".txt";
        script
            .append(command.substring(0, command.length() - 1))
            .append(" >" + ready + " 2>>server.log &\n")
            .append("for i in $(seq 600); do [ -s " + ready + " ] && break; sleep 0.05; done\n")
            .append("cat " + ready + "\n");
      } else {
        // The shell announces a killed job when it pleases; waiting for it keeps that to itself.
        script.append(
            command.startsWith("kill ")
                ? "{ "
                    + command
                    + "; wait "
                    + command.replaceAll(".* ", "")
                    + "; } 2>/dev/null; echo\n"
                : command + " 2>&1; echo\n");
      }
    }
    return script
        .append("echo '")
        .append(MARK)
        .append(tour.steps().size())
        .append("'\n")
        .toString();
  }

  /** {@code ./tactus} as the class path of this test, on a free port. */
  private static void installLauncher(Path folder, int port) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path launcher = folder.resolve("tactus");
    Files.writeString(
        launcher,
        """
        #!/usr/bin/env bash
        [ "$1" = serve ] && set -- "$@" --http 127.0.0.1:%d
        exec "%s" --add-exports java.base/jdk.internal.misc=ALL-UNNAMED \
          --enable-native-access=ALL-UNNAMED -cp "%s" io.tactus.tools.Tactus "$@"
        """
            .formatted(port, java, System.getProperty("java.class.path")));
    assertTrue(launcher.toFile().setExecutable(true));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Path repositoryRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("README.md")) || !Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
