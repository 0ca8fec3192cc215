package io.tactus.pipeline.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Many games, each on one thread, as many at a time as there are processors: they share nothing, so
 * that what a seed plays does not depend on the others.
 *
 * <p>Threading: one thread.
 */
final class Games {
  private final Coverage coverage = new Coverage();
  private final List<String> failures = new ArrayList<>();

  /** What came of one game; the failure is null if it kept its promises. */
  private record Played(Coverage coverage, String failure) {}

  /**
   * Plays one game after the other, and collects what they say in the order of their seeds.
   *
   * @param toReplay how to play a seed again
   */
  void play(LongStream seeds, LongFunction<String> toReplay) throws InterruptedException {
    int processors = Runtime.getRuntime().availableProcessors();
    try (ExecutorService players = Executors.newFixedThreadPool(processors)) {
      List<Future<Played>> games =
          seeds.mapToObj(seed -> players.submit(() -> play(seed, toReplay))).toList();
      for (Future<Played> game : games) {
        Played played = game.get();
        coverage.addAll(played.coverage());
        if (played.failure() != null) {
          failures.add(played.failure());
        }
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private static Played play(long seed, LongFunction<String> toReplay) {
    try (Simulation simulation = new Simulation(seed, Defect.NONE)) {
      String failure = null;
      try {
        simulation.play();
      } catch (Throwable e) {
        failure = toReplay.apply(seed) + "\n  " + e;
      }
      return new Played(simulation.coverage(), failure);
    }
  }

  /** What happened in all of them. */
  Coverage coverage() {
    return coverage;
  }

  /** Which failed, how, and how to play them again. */
  List<String> failures() {
    return failures;
  }
}
