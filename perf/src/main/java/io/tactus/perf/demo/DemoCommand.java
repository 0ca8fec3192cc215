package io.tactus.perf.demo;

import io.tactus.perf.process.ServerProcess;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.plan.TactusLauncher;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tactus demo}. Filled and called by picocli, once. */
@Command(
    name = "demo",
    description = "Shows it all at work: a matchmaker, and simulated players over real HTTP.",
    footer = {
      "",
      "Starts a server of its own with the example matchmaker in a temporary folder, sends players",
      "at it, and checks at the end that nobody is in two matches and every match is complete.",
      "Exits 0 only if that holds. The folder is removed; the report stays.",
      "",
      "Examples:",
      "  tactus demo",
      "  tactus demo --seconds 60 --players 30000 --report demo.html"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int PLAYERS_PER_SECOND = 500;
  private static final int INTERRUPTED = 130;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "How long players come (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--players",
      paramLabel = "N",
      description = "How many come in all (default: " + PLAYERS_PER_SECOND + " a second).")
  private Long players;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "32",
      description = "Keep-alive connections they share (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Who comes when (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where the HTML report goes (default: a temporary file).")
  private Path report;

  private volatile boolean interrupted;

  @Override
  public Integer call() throws IOException {
    if (seconds < 1 || connections < 1 || (players != null && players < 1)) {
      throw new CommandFailure(
          ExitCode.USAGE, "--seconds, --players and --connections must be 1 or more");
    }
    long count = players == null ? (long) seconds * PLAYERS_PER_SECOND : players;
    Path file = report == null ? Files.createTempFile("tactus-demo-", ".html") : report;
    DemoOptions options = new DemoOptions(seconds, count, connections, seed, file);
    Thread hook = new Thread(() -> interrupted = true, "demo-interrupted");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return run(options);
    } catch (IOException | CommandFailure e) {
      // Ctrl-C reaches the server as well; what then fails here is not worth a message.
      if (interrupted) {
        return INTERRUPTED;
      }
      throw e;
    }
  }

  private int run(DemoOptions options) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "demo: %d players within %d s, modes duel (1v1) and arena (3v3)%n",
        options.players(), options.seconds());
    List<String> flags = List.of("--example", "matchmaker");
    try (ServerProcess server = ServerProcess.serve(TactusLauncher.ofThisProcess(), flags)) {
      LiveLine live = new LiveLine(out, LiveLine.onTerminal());
      DemoResult result = new DemoRun(options, server, live).run();
      DemoReport.page(result).write(options.report());
      DemoSummary.print(result, out);
      return result.holds() ? ExitCode.DONE : ExitCode.NO;
    }
  }
}
