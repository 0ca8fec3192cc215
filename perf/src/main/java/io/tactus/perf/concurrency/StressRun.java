package io.tactus.perf.concurrency;

import io.tactus.perf.concurrency.StressOptions.Sabotage;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.client.ApiClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Lets everybody loose on one server and waits. Threading: the caller's, and those it starts. */
final class StressRun {
  private static final long SECOND_NS = 1_000_000_000L;

  private final StressOptions options;
  private final Findings findings = new Findings();
  private volatile boolean isOver;

  StressRun(StressOptions options) {
    this.options = options;
  }

  /** What was found so far. */
  Findings findings() {
    return findings;
  }

  /**
   * Plays on a server that has no tables yet.
   *
   * @param everySecond is told the seconds gone
   */
  Findings on(URI server, LongConsumer everySecond) {
    try (ApiClient client = new ApiClient(server, Optional.empty())) {
      Requests requests = new Requests(client, findings);
      Game.build(requests);
      List<Thread> threads = new ArrayList<>();
      Random seeds = new Random(options.seed());
      for (int i = 0; i < options.writers(); i++) {
        Sabotage sabotage = i == 0 ? options.sabotage() : Sabotage.NONE;
        threads.add(
            start("writer-" + i, new Writer(i, requests, new Random(seeds.nextLong()), sabotage)));
      }
      for (int i = 0; i < options.observers(); i++) {
        threads.add(start("observer-" + i, new Observer(requests, new Random(seeds.nextLong()))));
      }
      threads.add(start("operator", new Operator(requests)));
      await(everySecond);
      isOver = true;
      threads.forEach(StressRun::join);
      new Observer(requests, new Random(0)).finalLook();
    }
    return findings;
  }

  private Thread start(String name, Actor actor) {
    return Thread.ofPlatform()
        .name(name)
        .start(
            () -> {
              try {
                while (!isOver) {
                  actor.act();
                }
              } catch (CommandFailure | IllegalArgumentException failure) {
                findings.violation(name + " got no proper answer: " + failure.getMessage());
                isOver = true;
              }
            });
  }

  private void await(LongConsumer everySecond) {
    long startNs = System.nanoTime();
    for (long second = 1; !isOver && second <= options.length().toSeconds(); second++) {
      long dueNs = startNs + second * SECOND_NS;
      while (!isOver && System.nanoTime() < dueNs) {
        LockSupport.parkNanos(Math.min(dueNs - System.nanoTime(), SECOND_NS / 10));
      }
      everySecond.accept(second);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
