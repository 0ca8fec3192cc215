package io.tactus.gateway.accesslog;

import com.dslplatform.json.JsonWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes entries on a thread of its own. What does not fit the queue, or cannot be written, is
 * dropped and counted.
 *
 * <p>Threading: {@link #offer} and the counters from any thread, none of which ever waits.
 */
public final class AccessLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
  private static final int QUEUE = 8192;
  private static final int FLUSH_BYTES = 64 << 10;
  private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long CLOSE_MS = 2_000;

  private final ManyToOneConcurrentArrayQueue<AccessEntry> queue =
      new ManyToOneConcurrentArrayQueue<>(QUEUE);
  private final AccessFormat format;
  private final LogFile file;
  private final JsonWriter out = AccessFormat.writer();
  private final LongAdder written = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final Thread thread = new Thread(this::run, "tactus-access-log");
  private volatile boolean closed;
  private int unwritten;
  private boolean failing;
  private long lookedNs = System.nanoTime();

  private AccessLog(AccessLogConfig config) throws IOException {
    this.format = config.format();
    this.file = config.file().isPresent() ? new LogFile(config.file().get()) : null;
    thread.setDaemon(true);
  }

  /**
   * Opens the log and begins to write.
   *
   * @throws IOException if the file cannot be opened
   */
  public static AccessLog open(AccessLogConfig config) throws IOException {
    AccessLog log = new AccessLog(config);
    log.thread.start();
    return log;
  }

  /** Queues an entry, or drops it. */
  public void offer(AccessEntry entry) {
    if (closed || !queue.offer(entry)) {
      dropped.increment();
    }
  }

  /** Returns how many lines were written. */
  public long written() {
    return written.sum();
  }

  /** Returns how many entries were dropped. */
  public long dropped() {
    return dropped.sum();
  }

  private void run() {
    boolean last;
    do {
      last = closed; // what was queued before closing is still written
      AccessEntry entry = queue.poll();
      while (entry != null) {
        format.write(entry, out);
        unwritten++;
        if (out.size() >= FLUSH_BYTES) {
          flush();
        }
        entry = queue.poll();
      }
      flush();
      if (!last) {
        LockSupport.parkNanos(this, IDLE_NS);
      }
    } while (!last);
  }

  private void flush() {
    if (unwritten == 0) {
      return;
    }
    try {
      if (file == null) {
        System.err.write(out.getByteBuffer(), 0, out.size());
        System.err.flush();
      } else {
        lookForTheFile();
        file.write(ByteBuffer.wrap(out.getByteBuffer(), 0, out.size()));
      }
      written.add(unwritten);
      failing = false;
    } catch (IOException e) {
      dropped.add(unwritten);
      if (!failing) {
        failing = true;
        LOG.warn("the access log cannot be written; lines are dropped until it can", e);
      }
    }
    unwritten = 0;
    out.reset();
  }

  private void lookForTheFile() throws IOException {
    long nowNs = System.nanoTime();
    if (failing || nowNs - lookedNs >= LOOK_NS) {
      lookedNs = nowNs;
      file.reopenIfMoved();
    }
  }

  /** Writes what is queued, for two seconds at most, and closes the file. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSE_MS);
      if (file != null) {
        file.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("the access log could not be closed", e);
    }
  }
}
