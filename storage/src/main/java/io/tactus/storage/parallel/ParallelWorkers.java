package io.tactus.storage.parallel;

import io.tactus.storage.thread.ThreadJoin;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * A few daemon threads that help whoever has ranges to work through.
 *
 * <p>They are started when first needed, as many as are. Where the system gives no thread, those
 * there are do the work, the caller alone if need be: the outcome is the same. Several callers may
 * be served at once: a worker takes ranges of the oldest job that has some left. The caller always
 * takes part, so nothing ever waits for a worker to come free.
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

  /**
   * So often a missing thread is done without, after one could not be started, before another start
   * is tried: each try costs time, and the Java machine prints a warning.
   */
  static final int MISSED_UNTIL_NEXT_START = 10_000;

  private final Object lock = new Object();
  private final int workers;
  private final ThreadFactory factory;
  private final IntFunction<RangeWork> costs;
  private final List<Job> open = new ArrayList<>();

  /** By lane, from lane 1 on; null before it is first needed. */
  private final Thread[] threads;

  private int missedUntilStart;
  private boolean closed;

  /**
   * @param workers threads beside the caller's, 0 to {@value #MAX_WORKERS}
   */
  public ParallelWorkers(int workers) {
    this(workers, Thread.ofPlatform().daemon(true).factory(), RangeWork::new);
  }

  /**
   * As above, with what may fail when memory or threads run out.
   *
   * @param costs makes what a lane counts the ranges of one job in
   */
  ParallelWorkers(int workers, ThreadFactory factory, IntFunction<RangeWork> costs) {
    if (workers < 0 || workers > MAX_WORKERS) {
      throw new IllegalArgumentException("workers=" + workers + " is not in 0 to " + MAX_WORKERS);
    }
    this.workers = workers;
    this.factory = factory;
    this.costs = costs;
    this.threads = new Thread[workers];
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
    Job job = new Job(ranges, maxSteps, maxBytes, task, costs);
    boolean helped = workers > 0 && ranges > 1 && offer(job, Math.min(workers, ranges - 1));
    try {
      job.work(0);
    } finally {
      if (helped) {
        awaitHelpers(job);
      }
    }
    return job.outcome();
  }

  /** Asks so many threads to help; returns false if there is none. */
  private boolean offer(Job job, int helpers) {
    synchronized (lock) {
      if (closed || !startUpTo(helpers)) {
        return false;
      }
      open.add(job);
      // No more than there is work for; those at work look for more before they wait.
      for (int i = 0; i < helpers; i++) {
        lock.notify();
      }
      return true;
    }
  }

  /** Starts what is missing of so many threads, if it can be; returns false if none is there. */
  private boolean startUpTo(int wanted) {
    boolean some = false;
    for (int i = 0; i < wanted; i++) {
      boolean runs = threads[i] != null && threads[i].isAlive();
      some |= runs || start(i);
    }
    return some;
  }

  private boolean start(int index) {
    if (missedUntilStart > 0) {
      missedUntilStart--;
      return false;
    }
    try {
      int lane = index + 1;
      Thread thread = factory.newThread(() -> help(lane));
      thread.setName("tactus-parallel-" + lane);
      thread.start();
      threads[index] = thread;
      return true;
    } catch (OutOfMemoryError _) {
      // The limit of threads, or no memory for a stack: what is only for speed must not fail.
      missedUntilStart = MISSED_UNTIL_NEXT_START;
      return false;
    }
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
      try {
        job.work(lane);
      } finally {
        job.leave();
      }
    }
  }

  private Job nextJob() {
    synchronized (lock) {
      while (!closed) {
        for (int i = 0; i < open.size(); i++) {
          Job job = open.get(i);
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
      ending = Stream.of(threads).filter(Objects::nonNull).toList();
      lock.notifyAll();
    }
    ThreadJoin.await(ending);
  }
}
