package io.tactus.perf.bench;

import io.tactus.perf.report.Figures;
import io.tactus.perf.rig.LoadConfig;
import io.tactus.perf.rig.Pace;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code bench read}, {@code write} and {@code mixed}. Filled by picocli. */
final class LoadOptions {
  private static final Duration SETTLE = Duration.ofMillis(300);
  private static final long LONGEST_WARM_UP_SECONDS = 5;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Load this server on the loopback instead of starting one.")
  private String server;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Requests a second, whatever the server does (default: closed loop).")
  private Double rate;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "64",
      description = "Keep-alive connections (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Length of a round, for each contender (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds; contenders take turns (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Rows in the table (default: ${DEFAULT-VALUE}).")
  private long rows;

  @Option(
      names = "--via",
      paramLabel = "rest|rpc",
      defaultValue = "rest",
      description = "REST or JSON-RPC (default: ${DEFAULT-VALUE}).")
  private Workload.Style style;

  @Option(
      names = "--key",
      description = "Start the server with API keys, and show one with every request.")
  private boolean key;

  @Option(names = "--report", paramLabel = "FILE", description = "Write an HTML page with plots.")
  private Path report;

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  /** Refuses what makes no sense. */
  void check() {
    if (seconds < 1 || rounds < 1 || rows < 1 || connections < 1 || connections > 10_000) {
      throw new CommandFailure(
          ExitCode.USAGE, "--seconds, --rounds, --rows and --connections must be 1 or more");
    }
    if (key && server != null) {
      throw new CommandFailure(
          ExitCode.USAGE, "--key is for a server this command starts, not for --server");
    }
    if (rate != null && !(rate > 0)) {
      throw new CommandFailure(ExitCode.USAGE, "--rate must be above 0");
    }
  }

  LoadConfig load(Contender contender, Workload workload) {
    return new LoadConfig(
        contender.address(),
        connections,
        pace(),
        SETTLE,
        Duration.ofSeconds(seconds),
        Workload.REQUEST_BYTES,
        workload.source(contender.host(), rows));
  }

  /**
   * How long each contender is loaded before the first round: compilers must have had their say.
   */
  Duration warmUp() {
    return Duration.ofSeconds(Math.min(LONGEST_WARM_UP_SECONDS, 2L * seconds));
  }

  private Pace pace() {
    return rate == null ? new Pace.ClosedLoop() : new Pace.FixedRate(rate);
  }

  boolean isClosedLoop() {
    return rate == null;
  }

  String describe() {
    return (rate == null ? "closed loop" : "fixed rate of " + Figures.rate(rate) + " a second")
        + ", "
        + connections
        + " connections, "
        + rounds
        + " rounds of "
        + seconds
        + " s, "
        + rows
        + " rows";
  }

  boolean isWithKey() {
    return key;
  }

  Optional<String> server() {
    return Optional.ofNullable(server);
  }

  Optional<Path> report() {
    return Optional.ofNullable(report);
  }

  int rounds() {
    return rounds;
  }

  long rows() {
    return rows;
  }

  Workload.Style style() {
    return style;
  }

  boolean json() {
    return json;
  }
}
