package io.tactus.storage.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * One caller's ranges. Those begun are always the first ones, and all of them are finished, so the
 * first failure and the first passing of a limit are among them whoever did which.
 *
 * <p>Threading: any number of threads work; {@link #outcome()} when all are done.
 */
final class Job {

  /** Threads at work beside the caller; changed under this object's lock. */
  private volatile int helpers;

  private final int ranges;
  private final long maxSteps;
  private final long maxBytes;
  private final RangeTask task;
  private final IntFunction<RangeWork> costs;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicLong stepsDone = new AtomicLong();
  private final AtomicLong bytesDone = new AtomicLong();

  // By range, each written by the thread that does it; seen by the caller when it leaves.
  private final long[] steps;
  private final long[] bytes;
  private final Throwable[] failures;

  /** What a thread threw that was in no range, memory having run out, say; null if none has. */
  private volatile Throwable outsideRanges;

  /**
   * @param costs makes what a lane counts its ranges in
   */
  Job(int ranges, long maxSteps, long maxBytes, RangeTask task, IntFunction<RangeWork> costs) {
    this.ranges = ranges;
    this.maxSteps = maxSteps;
    this.maxBytes = maxBytes;
    this.task = task;
    this.costs = costs;
    this.steps = new long[ranges];
    this.bytes = new long[ranges];
    this.failures = new Throwable[ranges];
  }

  /** A thread begins to help. */
  synchronized void join() {
    helpers++;
  }

  /** It ends; what it wrote is seen by whoever finds no helper any more. */
  synchronized void leave() {
    helpers--;
    notifyAll();
  }

  boolean isHelped() {
    return helpers > 0;
  }

  /** Waits for those there are; no more may come. */
  synchronized void awaitHelpers() {
    boolean interrupted = false;
    while (helpers > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Helpers still read pages that the caller is about to let go.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  boolean hasMore() {
    return next.get() < ranges;
  }

  /** Does ranges until none is left to begin; throws nothing, see {@link #outcome()}. */
  void work(int lane) {
    try {
      workInRanges(costs.apply(lane));
    } catch (Throwable thrown) {
      // It belongs to the caller as well, who must neither wait for this thread nor miss it.
      outsideRanges = thrown;
      beginNoMore();
    }
  }

  private void workInRanges(RangeWork work) {
    for (int range = next.getAndIncrement(); range < ranges; range = next.getAndIncrement()) {
      work.begin();
      try {
        task.run(range, work);
      } catch (Throwable thrown) {
        // Also errors: they belong to the thread that called, which rethrows them.
        failures[range] = thrown;
        beginNoMore();
      }
      steps[range] = work.steps();
      bytes[range] = work.bytes();
      if (stepsDone.addAndGet(work.steps()) > maxSteps
          || bytesDone.addAndGet(work.bytes()) > maxBytes) {
        beginNoMore();
      }
    }
  }

  private void beginNoMore() {
    next.set(ranges);
  }

  /** How it ended. What a thread threw outside of ranges comes first: some may not be done. */
  RangeOutcome outcome() {
    long allSteps = 0;
    long allBytes = 0;
    if (outsideRanges != null) {
      return new RangeOutcome(allSteps, allBytes, outsideRanges);
    }
    for (int range = 0; range < ranges; range++) {
      allSteps += steps[range];
      allBytes += bytes[range];
      if (failures[range] != null || allSteps > maxSteps || allBytes > maxBytes) {
        return new RangeOutcome(allSteps, allBytes, failures[range]);
      }
    }
    return new RangeOutcome(allSteps, allBytes, null);
  }
}
