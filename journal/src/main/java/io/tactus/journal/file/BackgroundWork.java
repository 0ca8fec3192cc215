package io.tactus.journal.file;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * One piece of work at a time in a disk's background, for somebody who wants its result a little
 * later: reading what comes next, for one.
 *
 * <p>Threading: one thread begins and ends; the work runs on another, if the disk has one.
 */
public final class BackgroundWork implements AutoCloseable {
  private final Executor background;
  private FutureTask<Void> task;

  /** What is to be done. */
  @FunctionalInterface
  public interface Work {
    void run() throws IOException;
  }

  /** In the background of a disk. */
  public BackgroundWork(Disk disk) {
    this.background = disk.background();
  }

  /** Begins a piece; the one before has ended. */
  public void begin(Work work) {
    if (task != null) {
      throw new IllegalStateException("work is under way");
    }
    task =
        new FutureTask<>(
            () -> {
              work.run();
              return null;
            });
    background.execute(task);
  }

  /** Whether a piece was begun and has not been ended. */
  public boolean isBegun() {
    return task != null;
  }

  /** Waits for the piece under way, and throws what it threw. */
  public void end() throws IOException {
    Throwable failure = await();
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  /** Waits for the piece under way, whatever comes of it; what it works on can be given up then. */
  @Override
  public void close() {
    if (task != null) {
      await();
    }
  }

  private Throwable await() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          task.get();
          return null;
        } catch (ExecutionException e) {
          return e.getCause();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      task = null;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
