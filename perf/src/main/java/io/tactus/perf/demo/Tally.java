package io.tactus.perf.demo;

import io.tactus.perf.rig.Reply;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What the players of a run saw. Threading: the run's thread. */
final class Tally {
  private static final long HIGHEST_NS = 60_000_000_000L;

  private final Map<Operation, Histogram> latencyNs = new EnumMap<>(Operation.class);
  private final Histogram waitedMicros = new Histogram(3);
  private final SortedMap<String, Long> failures = new TreeMap<>();
  private Histogram recentNs = new Histogram(HIGHEST_NS, 3);
  private long arrived;
  private long waiting;
  private final Map<GameMode, Long> matchedPlayers = new HashMap<>();
  private long cancelled;
  private long expired;

  Tally() {
    for (Operation operation : Operation.values()) {
      latencyNs.put(operation, new Histogram(HIGHEST_NS, 3));
    }
  }

  void replied(Operation operation, Reply reply) {
    long ns = Math.min(reply.latencyNs(), HIGHEST_NS);
    latencyNs.get(operation).recordValue(ns);
    recentNs.recordValue(ns);
  }

  void arrived() {
    arrived++;
    waiting++;
  }

  void matched(GameMode mode, long waitMicros) {
    waiting--;
    matchedPlayers.merge(mode, 1L, Long::sum);
    waitedMicros.recordValue(Math.max(0, waitMicros));
  }

  void cancelled() {
    waiting--;
    cancelled++;
  }

  void expired() {
    waiting--;
    expired++;
  }

  /** A player that got an answer nobody should get; it gives up. */
  void failed(Operation operation, Reply reply) {
    waiting--;
    String body = reply.body().strip();
    String start = body.length() > 200 ? body.substring(0, 200) + "…" : body;
    failures.merge(operation.label() + ": " + reply.status() + " " + start, 1L, Long::sum);
  }

  /** All replies since the last call. */
  Histogram takeRecent() {
    Histogram taken = recentNs;
    recentNs = new Histogram(HIGHEST_NS, 3);
    return taken;
  }

  Map<String, Histogram> latencies() {
    Map<String, Histogram> byLabel = new LinkedHashMap<>();
    latencyNs.forEach((operation, histogram) -> byLabel.put(operation.label(), histogram));
    return byLabel;
  }

  long requests() {
    return latencyNs.values().stream().mapToLong(Histogram::getTotalCount).sum();
  }

  /** Time from enqueue to match, on the server's clock of beats. */
  Histogram waitedMicros() {
    return waitedMicros;
  }

  /** Answers that were neither success nor an expected refusal, with how often they came. */
  SortedMap<String, Long> failures() {
    return failures;
  }

  long arrivedPlayers() {
    return arrived;
  }

  long waitingPlayers() {
    return waiting;
  }

  long matchedPlayers() {
    return matchedPlayers.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Matches that all their players know of by now, at least. */
  long matches() {
    return matchedPlayers.entrySet().stream()
        .mapToLong(entry -> entry.getValue() / entry.getKey().players())
        .sum();
  }

  long cancelledPlayers() {
    return cancelled;
  }

  long expiredPlayers() {
    return expired;
  }
}
