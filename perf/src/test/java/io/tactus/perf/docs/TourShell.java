package io.tactus.perf.docs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the commands of a page in one {@code bash}, in a folder of their own where {@code ./tactus}
 * is the product as it was built. A page says port 7070; a free one is used.
 *
 * <p>Threading: one thread.
 */
final class TourShell {
  private static final String MARK = "@@step ";
  private static final int LONGEST_SECONDS = 180;

  private final Path folder;
  private final int port;

  TourShell(Path folder) throws IOException {
    this.folder = folder;
    this.port = freePort();
    installLauncher();
  }

  /** Returns what each command printed, in order. */
  List<String> run(ConsoleTour tour) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("tour.sh"), script(tour));
    Path output = folder.resolve("output.txt");
    Process shell =
        new ProcessBuilder("bash", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = shell.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      shell.destroy(); // the trap of the script ends its servers
      shell.waitFor();
    }
    String text = Files.readString(output).replace(":" + port, ":7070").replace("\r", "");
    if (!ended) {
      throw new AssertionError("the tour took over " + LONGEST_SECONDS + " s\n" + text);
    }
    List<String> printed = List.of(text.split(MARK + "\\d+\n", -1));
    if (printed.size() != tour.steps().size() + 2) {
      throw new AssertionError(printed.size() + " parts for " + tour.steps().size() + "\n" + text);
    }
    return printed.subList(1, printed.size() - 1);
  }

  /** A background command's output goes to a file; the shell waits for it, as a person would. */
  private String script(ConsoleTour tour) {
    StringBuilder script = new StringBuilder("trap 'kill -9 $(jobs -p) 2>/dev/null' EXIT\n");
    script.append("trap exit TERM\n");
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
      } else if (command.startsWith("kill ")) {
        // The shell announces a killed job when it pleases; waiting for it keeps that to itself.
        String job = command.replaceAll(".* ", "");
        script.append("{ " + command + "; wait " + job + "; } 2>/dev/null; echo\n");
      } else {
        script.append("{ " + command + "\n} 2>&1; echo\n");
      }
    }
    return script.append("echo '" + MARK + tour.steps().size() + "'\n").toString();
  }

  /** {@code ./tactus} as the class path of this test, on a free port. */
  private void installLauncher() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path launcher = folder.resolve("tactus");
    Files.writeString(
        launcher,
        """
        #!/usr/bin/env bash
        [ "$1" = serve ] && set -- "$@" --http 127.0.0.1:%d
        export TACTUS_URL=${TACTUS_URL:-http://127.0.0.1:%d}
        exec "%s" --add-exports java.base/jdk.internal.misc=ALL-UNNAMED \
          --enable-native-access=ALL-UNNAMED -cp "%s" io.tactus.tools.Tactus "$@"
        """
            .formatted(port, port, java, System.getProperty("java.class.path")));
    if (!launcher.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + launcher + " executable");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
