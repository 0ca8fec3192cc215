package io.tactus.perf.demo;

import io.tactus.perf.process.ServerProcess;
import io.tactus.perf.rig.RequestLoop;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.ApiResponse;
import io.tactus.tools.output.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** Sends the players of a demo to a server and reads back what became of them. One thread. */
final class DemoRun {
  /** After the last arrival, players may find a match for this long before they leave. */
  private static final long LAST_CALL_NS = 2_500_000_000L;

  private static final long GIVE_UP_NS = 15_000_000_000L;
  private static final long SECOND_NS = 1_000_000_000L;
  private static final int BODY_BYTES = 2048;

  private final DemoOptions options;
  private final ServerProcess server;
  private final LiveLine live;
  private final Tally tally = new Tally();
  private final Random random;
  private boolean isOver;
  private long nextPlayer = 1;

  DemoRun(DemoOptions options, ServerProcess server, LiveLine live) {
    this.options = options;
    this.server = server;
    this.live = live;
    random = new Random(options.seed());
  }

  DemoResult run() throws IOException {
    try (ApiClient client = new ApiClient(server.url(), Optional.empty());
        RequestLoop loop =
            new RequestLoop(
                server.address(), options.connections(), Requests.MOST_BYTES, BODY_BYTES)) {
      GameMode.ALL.forEach(mode -> configure(client, mode));
      Instant start = Instant.now();
      Duration serverCpu = server.cpuTime();
      Duration playersCpu = ownCpuTime();
      long startNs = System.nanoTime();
      admitPlayers(loop, startNs);
      letThemFinish(loop, startNs);
      long elapsedNs = System.nanoTime() - startNs;
      live.clear();
      return new DemoResult(
          options,
          new Records(client).audit(start),
          tally,
          loop.broken(),
          Duration.ofNanos(elapsedNs),
          server.cpuTime().minus(serverCpu),
          ownCpuTime().minus(playersCpu));
    }
  }

  private static void configure(ApiClient client, GameMode mode) {
    ApiResponse response =
        client.sendJson(
            "POST", "/rest/v1/rpc/matchmaker.configure", Json.print(mode.configuration()));
    if (response.status() != 200) {
      throw new CommandFailure(
          ExitCode.NO, "could not configure " + mode.name() + ": " + response.body());
    }
  }

  /** Plans the arrivals of each second when it begins: gaps are random, the rate is the same. */
  private void admitPlayers(RequestLoop loop, long startNs) throws IOException {
    Requests requests = new Requests(server.url().getAuthority());
    double dueNs = 0;
    for (int second = 0; second < options.seconds(); second++) {
      long endNs = (second + 1) * SECOND_NS;
      while (dueNs < endNs && nextPlayer <= options.players()) {
        Profile profile = Profile.random(nextPlayer++, random);
        PlayerLife life = new PlayerLife(profile, loop, tally, requests, () -> isOver);
        loop.at(startNs + (long) dueNs, life);
        dueNs += -Math.log(1 - random.nextDouble()) * SECOND_NS / options.playersPerSecond();
      }
      loop.runUntil(startNs + endNs);
      live.show(second + 1, tally);
    }
  }

  private void letThemFinish(RequestLoop loop, long startNs) throws IOException {
    long lastCallNs = startNs + options.seconds() * SECOND_NS + LAST_CALL_NS;
    loop.runUntil(lastCallNs);
    isOver = true;
    loop.runUntil(lastCallNs + GIVE_UP_NS);
  }

  private static Duration ownCpuTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
