package io.tactus.perf.bench;

import io.tactus.perf.process.ServerProcess;
import io.tactus.perf.rig.BareServer;
import io.tactus.perf.rig.LoadConfig;
import io.tactus.perf.rig.LoadGenerator;
import io.tactus.perf.rig.LoadResult;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.ApiResponse;
import io.tactus.tools.plan.TactusLauncher;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs one workload against Tactus and a bare Undertow, in turns. One thread. */
final class LoadBench {
  private Workload workload;
  private final LoadOptions options;
  private final TactusLauncher launcher = TactusLauncher.ofThisProcess();

  LoadBench(Workload workload, LoadOptions options) {
    this.workload = workload;
    this.options = options;
  }

  /** The measurements of Tactus and of the bare server. */
  List<Measurement> run() throws IOException {
    if (options.server().isPresent()) {
      URI url = URI.create(options.server().get());
      InetSocketAddress address = new InetSocketAddress(url.getHost(), url.getPort());
      Contender tactus = new Contender("tactus", address, () -> Duration.ZERO);
      return measure(url, Optional.empty(), tactus, true);
    }
    return options.isWithKey() ? measureWithKey() : measureNew(List.of(), Optional.empty());
  }

  private List<Measurement> measureWithKey() throws IOException {
    try (BenchKey key = BenchKey.create()) {
      workload = workload.withKey(key.text());
      return measureNew(List.of("--access-keys", key.file().toString()), Optional.of(key.text()));
    }
  }

  private List<Measurement> measureNew(List<String> flags, Optional<String> key)
      throws IOException {
    try (ServerProcess server = ServerProcess.serve(launcher, flags)) {
      return measure(server.url(), key, Contender.of("tactus", server), false);
    }
  }

  private List<Measurement> measure(
      URI url, Optional<String> key, Contender tactus, boolean serverStays) throws IOException {
    try (ApiClient client = new ApiClient(url, key)) {
      BenchTable.fill(client, options.rows());
      List<String> bare = new ArrayList<>(List.of("bench", "bare"));
      answers(client)
          .forEach((method, answer) -> bare.add("--answer=" + BareCommand.format(method, answer)));
      try (ServerProcess bareServer = ServerProcess.start(launcher, bare)) {
        return takeTurns(List.of(tactus, Contender.of("bare Undertow", bareServer)));
      } finally {
        if (serverStays) {
          BenchTable.drop(client);
        }
      }
    }
  }

  /** What Tactus answers to the workload's requests, for the bare server to repeat. */
  private Map<String, BareServer.Answer> answers(ApiClient client) {
    Map<String, BareServer.Answer> answers = new LinkedHashMap<>();
    String row = "/rest/v1/" + BenchTable.NAME + "/1";
    if (workload.style() == Workload.Style.REST) {
      if (workload.readShare() > 0) {
        answers.put("GET", answer(client.send("GET", row)));
      }
      if (workload.readShare() < 1) {
        answers.put("PATCH", answer(client.sendJson("PATCH", row, "{\"gold\":{\"$add\":1}}")));
      }
    } else {
      String request =
          workload.readShare() > 0 ? workload.readRequest("", 1) : workload.writeRequest("", 1);
      String body = request.substring(request.indexOf("\r\n\r\n") + 4);
      answers.put("POST", answer(client.sendJson("POST", "/rpc", body)));
    }
    return answers;
  }

  private static BareServer.Answer answer(ApiResponse response) {
    if (!response.succeeded()) {
      throw new CommandFailure(
          ExitCode.NO, "the server refused: " + response.status() + " " + response.body());
    }
    return new BareServer.Answer(
        response.status(), response.header("Content-Type").orElse(""), response.body());
  }

  private List<Measurement> takeTurns(List<Contender> contenders) throws IOException {
    List<Measurement> measurements = new ArrayList<>();
    for (Contender contender : contenders) {
      LoadConfig load = options.load(contender, workload);
      LoadGenerator.run(load.withTimes(Duration.ZERO, options.warmUp()));
      measurements.add(new Measurement(contender.name()));
    }
    for (int round = 0; round < options.rounds(); round++) {
      for (int i = 0; i < contenders.size(); i++) {
        Contender contender = contenders.get(i);
        Duration before = contender.cpuTime().get();
        LoadResult result = LoadGenerator.run(options.load(contender, workload));
        measurements.get(i).add(result, contender.cpuTime().get().minus(before));
      }
    }
    return measurements;
  }
}
