package io.tactus.perf.bench;

import io.tactus.perf.bench.ThreadsBench.Outcome;
import io.tactus.perf.report.Figures;
import io.tactus.perf.report.LatencyTable;
import io.tactus.perf.report.Machine;
import io.tactus.pipeline.ThreadLayout;
import io.tactus.pipeline.WaitStrategyKind;
import io.tactus.tools.ExitCode;
import io.tactus.tools.output.Json;
import io.tactus.tools.output.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tactus bench threads}. Filled and called by picocli, once. */
@Command(
    name = "threads",
    description = "Compares thread layouts and wait strategies on this machine.",
    footer = {
      "",
      "Every setting gets a server of its own, once in each round: durable one-field updates at a",
      "fixed rate, then in a closed loop, and a second of nothing for the idle figure.",
      "",
      "Examples:",
      "  tactus bench threads",
      "  tactus bench threads --layout fused --wait phased,sleeping --rate 4000"
    })
final class BenchThreadsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--layout",
      paramLabel = "L",
      split = ",",
      description = "fused, split, or both (default).")
  private List<ThreadLayout> layouts = List.of(ThreadLayout.values());

  @Option(
      names = "--wait",
      paramLabel = "W",
      split = ",",
      description = "Wait strategies (default: all).")
  private List<String> waits =
      Arrays.stream(WaitStrategyKind.values()).map(WaitStrategyKind::configurationName).toList();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "3000",
      description = "Fixed rate, requests a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "64",
      description = "Keep-alive connections (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "4",
      description = "Length of each measurement (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each setting is measured (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--durability",
      paramLabel = "D",
      defaultValue = "fsync",
      description = "Of the servers: fsync, os or none (default: ${DEFAULT-VALUE}).")
  private String durability;

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<ThreadSetting> settings =
        ThreadSetting.combinations(layouts, waits.stream().map(WaitStrategyKind::parse).toList());
    ThreadsBench.Load load =
        new ThreadsBench.Load(
            rate, connections, seconds, rounds, List.of("--durability", durability));
    PrintWriter err = spec.commandLine().getErr();
    int[] done = new int[1];
    List<Outcome> outcomes =
        new ThreadsBench(load)
            .run(
                settings,
                () -> {
                  err.printf("\r%d of %d ", ++done[0], settings.size() * rounds);
                  err.flush();
                });
    err.println();
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? Json.pretty(objects(outcomes)) + "\n" : text(outcomes));
    out.flush();
    boolean holds =
        outcomes.stream()
            .allMatch(
                o -> o.paced().heldRate() && o.paced().failures() + o.closed().failures() == 0);
    return holds ? ExitCode.DONE : ExitCode.NO;
  }

  private String text(List<Outcome> outcomes) {
    TextTable table =
        new TextTable(
            List.of(
                "setting",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "max ms",
                "rate",
                "cores at rate",
                "cpu µs/reply",
                "cores idle",
                "closed loop/s (lowest to highest)",
                "its p99 ms",
                "its cpu µs/reply"));
    for (Outcome outcome : outcomes) {
      Histogram paced = outcome.paced().latencyNs();
      table.add(
          List.of(
              outcome.setting().name(),
              Figures.ms(paced.getValueAtPercentile(50)),
              Figures.ms(paced.getValueAtPercentile(99)),
              Figures.ms(paced.getValueAtPercentile(99.9)),
              Figures.ms(paced.getMaxValue()),
              outcome.paced().heldRate() ? "held" : "missed",
              Figures.ratio(outcome.paced().cores().median()),
              Figures.tenths(outcome.paced().cpuMicrosPerReply().median()),
              Figures.ratio(Spread.of(outcome.idleCores()).median()),
              outcome.closed().throughput().text(Figures::rate),
              Figures.ms(outcome.closed().latencyNs().getValueAtPercentile(99)),
              Figures.tenths(outcome.closed().cpuMicrosPerReply().median())));
    }
    return "durable one-field updates over REST, durability "
        + durability
        + ", "
        + connections
        + " connections, "
        + rounds
        + " rounds of "
        + seconds
        + " s, fixed rate "
        + Figures.rate(rate)
        + "/s\n"
        + Machine.describe()
        + "\n\n"
        + table.render();
  }

  private List<Map<String, Object>> objects(List<Outcome> outcomes) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("setting", outcome.setting().name());
      object.put("rate", rate);
      object.put("heldRate", outcome.paced().heldRate());
      object.put("latencyAtRate", LatencyTable.json(outcome.paced().latencyNs()));
      object.put("coresAtRate", outcome.paced().cores().values());
      object.put("cpuMicrosPerReplyAtRate", outcome.paced().cpuMicrosPerReply().values());
      object.put("coresIdle", outcome.idleCores());
      object.put("closedLoopPerSecond", outcome.closed().throughput().values());
      object.put("closedLoopLatency", LatencyTable.json(outcome.closed().latencyNs()));
      object.put("closedLoopCores", outcome.closed().cores().values());
      object.put("closedLoopCpuMicrosPerReply", outcome.closed().cpuMicrosPerReply().values());
      list.add(object);
    }
    return list;
  }
}
