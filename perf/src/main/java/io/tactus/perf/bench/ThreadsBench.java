package io.tactus.perf.bench;

import io.tactus.perf.process.ServerProcess;
import io.tactus.perf.rig.LoadConfig;
import io.tactus.perf.rig.LoadGenerator;
import io.tactus.perf.rig.LoadResult;
import io.tactus.perf.rig.Pace;
import io.tactus.tools.client.ApiClient;
import io.tactus.tools.plan.TactusLauncher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Measures a server with one setting after the other, and all of that several times over, so that a
 * slow minute of the machine hits every setting. One thread.
 */
final class ThreadsBench {
  private static final Workload WRITES = new Workload(0, Workload.Style.REST);
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration SETTLE = Duration.ofMillis(300);
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final long ROWS = 10_000;

  /** How hard each setting is worked. */
  record Load(double rate, int connections, int seconds, int rounds, List<String> serveFlags) {
    Load {
      serveFlags = List.copyOf(serveFlags);
    }
  }

  /**
   * All rounds of one setting.
   *
   * @param paced at the fixed rate
   * @param closed in the closed loop
   * @param idleCores cores busy while nothing is asked, of each round
   */
  record Outcome(
      ThreadSetting setting, Measurement paced, Measurement closed, List<Double> idleCores) {}

  private final Load load;

  ThreadsBench(Load load) {
    this.load = load;
  }

  List<Outcome> run(List<ThreadSetting> settings, Runnable afterEach) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (ThreadSetting setting : settings) {
      String name = setting.name();
      outcomes.add(
          new Outcome(setting, new Measurement(name), new Measurement(name), new ArrayList<>()));
    }
    for (int round = 0; round < load.rounds(); round++) {
      for (Outcome outcome : outcomes) {
        measure(outcome);
        afterEach.run();
      }
    }
    return outcomes;
  }

  private void measure(Outcome outcome) throws IOException {
    List<String> flags = new ArrayList<>(outcome.setting().flags());
    flags.addAll(load.serveFlags());
    try (ServerProcess server = ServerProcess.serve(TactusLauncher.ofThisProcess(), flags);
        ApiClient client = new ApiClient(server.url(), Optional.empty())) {
      BenchTable.fill(client, ROWS);
      LoadGenerator.run(config(server, new Pace.ClosedLoop()).withTimes(Duration.ZERO, WARM_UP));
      outcome.idleCores().add(idleCores(server));
      add(outcome.paced(), server, new Pace.FixedRate(load.rate()));
      add(outcome.closed(), server, new Pace.ClosedLoop());
    }
  }

  private void add(Measurement measurement, ServerProcess server, Pace pace) throws IOException {
    Duration before = server.cpuTime();
    LoadResult result = LoadGenerator.run(config(server, pace));
    measurement.add(result, server.cpuTime().minus(before));
  }

  private LoadConfig config(ServerProcess server, Pace pace) {
    Contender contender = Contender.of("tactus", server);
    return new LoadConfig(
        contender.address(),
        load.connections(),
        pace,
        SETTLE,
        Duration.ofSeconds(load.seconds()),
        Workload.REQUEST_BYTES,
        WRITES.source(contender.host(), ROWS));
  }

  private static double idleCores(ServerProcess server) {
    Duration before = server.cpuTime();
    long startNs = System.nanoTime();
    try {
      TimeUnit.NANOSECONDS.sleep(IDLE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return (double) server.cpuTime().minus(before).toNanos() / (System.nanoTime() - startNs);
  }
}
