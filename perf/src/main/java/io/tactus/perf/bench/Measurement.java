package io.tactus.perf.bench;

import io.tactus.perf.rig.LoadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** All rounds of one contender. Threading: one thread. */
final class Measurement {
  private record Round(LoadResult load, Duration cpuTime) {}

  private final String name;
  private final List<Round> rounds = new ArrayList<>();

  Measurement(String name) {
    this.name = name;
  }

  /** Adds a round and the processor time the server used in it. */
  void add(LoadResult load, Duration cpuTime) {
    rounds.add(new Round(load, cpuTime));
  }

  String name() {
    return name;
  }

  List<LoadResult> loads() {
    return rounds.stream().map(Round::load).toList();
  }

  /** Latencies of all rounds, by kind of request; with several kinds also of all. */
  Map<String, Histogram> latenciesNs() {
    Map<String, Histogram> merged = new LinkedHashMap<>();
    for (Round round : rounds) {
      round
          .load
          .latenciesNs()
          .forEach(
              (kind, histogram) ->
                  merged.computeIfAbsent(kind, k -> new Histogram(3)).add(histogram));
    }
    return merged;
  }

  /** Latencies of all rounds and kinds. */
  Histogram latencyNs() {
    Histogram all = new Histogram(3);
    latenciesNs().values().forEach(all::add);
    return all;
  }

  /** Replies a second, of each round. */
  Spread throughput() {
    return spread(round -> round.load.achievedPerSecond());
  }

  /** Cores the server kept busy, of each round. */
  Spread cores() {
    return spread(round -> (double) round.cpuTime.toNanos() / round.load.elapsedNs());
  }

  /**
   * Processor time of the server for a reply in microseconds, of each round: on a machine with
   * other work to do it says more than throughput.
   */
  Spread cpuMicrosPerReply() {
    return spread(round -> round.cpuTime.toNanos() / 1e3 / round.load.completed());
  }

  private Spread spread(ToDoubleFunction<Round> figure) {
    return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
  }

  boolean heldRate() {
    return rounds.stream().allMatch(round -> round.load.heldRate());
  }

  /** Replies with a status other than 2xx, and broken connections. */
  long failures() {
    return rounds.stream().mapToLong(round -> round.load.refused() + round.load.broken()).sum();
  }

  /** A ratio to the same round of another contender. */
  static Spread ratio(Measurement one, Measurement other, ToDoubleFunction<LoadResult> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < one.rounds.size(); i++) {
      ratios.add(
          figure.applyAsDouble(one.rounds.get(i).load)
              / figure.applyAsDouble(other.rounds.get(i).load));
    }
    return Spread.of(Collections.unmodifiableList(ratios));
  }
}
