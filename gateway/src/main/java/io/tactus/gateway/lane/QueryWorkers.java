package io.tactus.gateway.lane;

import io.tactus.storage.page.Reader;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few threads for reads too expensive for an IO thread: a bounded queue, and refusal when it is
 * full. Each worker has its own reader and its own workspace.
 *
 * <p>Threading: {@link #trySubmit} from any thread; a job runs on one worker and answers by going
 * back to its IO thread.
 */
public final class QueryWorkers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QueryWorkers.class);
  private static final long POLL_MS = 100;

  /** One expensive read. */
  @FunctionalInterface
  public interface Job {
    /** Reads with the worker's own reader, not pinned yet, and tools; must not throw. */
    void run(Reader reader, Workspace workspace);
  }

  private final EngineLink link;
  private final BlockingQueue<Job> queue;
  private final Thread[] threads;
  private volatile boolean stopped;

  /** Starts the workers; they wait for work. */
  public QueryWorkers(EngineLink link, int workers, int queueLength) {
    this.link = link;
    this.queue = new ArrayBlockingQueue<>(queueLength);
    this.threads = new Thread[workers];
    for (int i = 0; i < workers; i++) {
      threads[i] = new Thread(this::work, "tactus-query-" + i);
      threads[i].setDaemon(true);
      threads[i].start();
    }
  }

  /** Queues a job; false if the queue is full. */
  public boolean trySubmit(Job job) {
    return !stopped && queue.offer(job);
  }

  /** Returns how many jobs wait. */
  public int waiting() {
    return queue.size();
  }

  private void work() {
    Workspace workspace = new Workspace();
    Reader reader = null;
    try {
      while (!stopped) {
        Job job = queue.poll(POLL_MS, TimeUnit.MILLISECONDS);
        if (job != null) {
          reader = reader == null ? link.engine().store().versions().register() : reader;
          run(job, reader, workspace);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (reader != null) {
        reader.close();
      }
    }
  }

  private static void run(Job job, Reader reader, Workspace workspace) {
    try {
      job.run(reader, workspace);
    } catch (Throwable e) { // the thread must outlive its job, or every later read hangs
      LOG.error("a query job threw instead of answering", e);
    } finally {
      reader.unpin();
    }
  }

  /** Stops the workers after the job each has in hand, and waits for them. */
  @Override
  public void close() {
    stopped = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
