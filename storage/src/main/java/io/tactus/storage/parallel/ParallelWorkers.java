package io.tactus.storage.parallel;

import io.tactus.storage.thread.ThreadJoin;
import java.util.ArrayList;
import java.util.List;

/**
 * A few daemon threads that help whoever has ranges to work through.
 *
 * <p>They are started when first needed. Several callers may be served at once: a worker takes
 * ranges of the oldest job that has some left. The caller always takes part, so nothing ever waits
 * for a worker to come free.
 *
 * <p>Threading: any thread.
 */
public final class ParallelWorkers implements AutoCloseable {

  /** No helpers: the caller does all ranges itself, in order. */
  public static final ParallelWorkers NONE = new ParallelWorkers(0);

  /** More would only share memory bandwidth. */
  public static final int MAX_WORKERS = 64;

  /**
   * So often a caller looks for the last helper to end before it has itself woken: some 50 µs. Not
   * a time, because nothing here may ask a clock.
   */
  private static final int LOOKS = 2000;

  private final Object lock = new Object();
  private final int workers;
  private final List<Job> open = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private boolean closed;

  /**
   * @param workers threads beside the caller's, 0 to {@value #MAX_WORKERS}
   */
  public ParallelWorkers(int workers) {
    if (workers < 0 || workers > MAX_WORKERS) {
      throw new IllegalArgumentException("workers=" + workers + " is not in 0 to " + MAX_WORKERS);
    }
    this.workers = workers;
  }

  /** Returns the number of lanes in which a task can run: the caller's is 0. */
  public int lanes() {
    return workers + 1;
  }

  /** As {@link #run(int, long, long, RangeTask)}, without limits; throws the failure. */
  public void run(int ranges, RangeTask task) {
    run(ranges, Long.MAX_VALUE, Long.MAX_VALUE, task).rethrow();
  }

  /**
   * Works through ranges {@code 0} to {@code ranges - 1} and returns when all that were begun are
   * done. None begins after one has failed, or after those done so far have passed a limit: then it
   * is certain that the whole does.
   *
   * @param maxSteps steps that all ranges together may take
   * @param maxBytes bytes that all ranges together may want to change
   */
  public RangeOutcome run(int ranges, long maxSteps, long maxBytes, RangeTask task) {
    Job job = new Job(ranges, maxSteps, maxBytes, task);
    boolean helped = workers > 0 && ranges > 1 && offer(job, ranges);
    job.work(0);
    if (helped) {
      awaitHelpers(job);
    }
    return job.outcome();
  }

  private boolean offer(Job job, int ranges) {
    synchronized (lock) {
      if (closed) {
        return false;
      }
      for (int lane = threads.size() + 1; lane <= workers; lane++) {
        threads.add(start(lane));
      }
      open.add(job);
      // No more than there is work for; those at work look for more before they wait.
      for (int i = 1; i < ranges && i <= workers; i++) {
        lock.notify();
      }
      return true;
    }
  }

  private Thread start(int lane) {
    return Thread.ofPlatform().name("tactus-parallel-" + lane).daemon(true).start(() -> help(lane));
  }

  /** Takes the job from the list, so that no more helpers come, and waits for those there are. */
  private void awaitHelpers(Job job) {
    synchronized (lock) {
      open.remove(job);
    }
    // To be woken takes longer than most helpers still need.
    for (int look = 0; look < LOOKS && job.isHelped(); look++) {
      Thread.onSpinWait();
    }
    job.awaitHelpers();
  }

  private void help(int lane) {
    while (true) {
      Job job = nextJob();
      if (job == null) {
        return;
      }
      job.work(lane);
      job.leave();
    }
  }

  private Job nextJob() {
    synchronized (lock) {
      while (!closed) {
        for (Job job : open) {
          if (job.hasMore()) {
            job.join();
            return job;
          }
        }
        try {
          lock.wait();
        } catch (InterruptedException e) {
          // Nobody interrupts these threads but a task, whose business it was: look again.
        }
      }
      return null;
    }
  }

  /** Ends the threads; callers still at work, and those to come, go on alone. */
  @Override
  public void close() {
    List<Thread> ending;
    synchronized (lock) {
      closed = true;
      ending = List.copyOf(threads);
      lock.notifyAll();
    }
    ThreadJoin.await(ending);
  }
}
