package io.tactus.perf.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Runs one load. Closed loop and fixed rate share everything but the rule for when a free
 * connection sends: at once, or when the next planned request is due.
 *
 * <p>Threading: one thread, one run per instance.
 */
public final class LoadGenerator {
  /** Latencies are recorded up to one minute; longer ones count as one minute. */
  private static final long HIGHEST_NS = 60_000_000_000L;

  /** Gaps shorter than this are spun through: a parked thread wakes too late for them. */
  private static final long SPIN_BELOW_NS = 80_000;

  private static final long DRAIN_NS = 2_000_000_000L;

  private final LoadConfig config;
  private final Histogram latencyNs = new Histogram(HIGHEST_NS, 3);
  private final TreeMap<Integer, Long> statuses = new TreeMap<>();
  private final long[] statusCounts = new long[600];
  private final ArrayDeque<RigConnection> free = new ArrayDeque<>();
  private final List<RigConnection> all = new ArrayList<>();
  private final Consumer<SelectionKey> onReady = this::serve;

  private long recordFromNs;
  private long endNs;
  private long completed;
  private int broken;
  private int inFlight;
  private boolean sending = true;
  private long nextRequest;

  private LoadGenerator(LoadConfig config) {
    this.config = config;
  }

  /** Runs the load to its end and returns what it measured. */
  public static LoadResult run(LoadConfig config) throws IOException {
    return new LoadGenerator(config).run();
  }

  private LoadResult run() throws IOException {
    try (Selector selector = Selector.open()) {
      try {
        for (int i = 0; i < config.connections(); i++) {
          RigConnection connection =
              new RigConnection(selector, config.target(), config.requestBytes());
          all.add(connection);
          free.add(connection);
        }
        return loop(selector);
      } finally {
        for (RigConnection connection : all) {
          connection.close();
        }
      }
    }
  }

  private LoadResult loop(Selector selector) throws IOException {
    long startNs = System.nanoTime();
    recordFromNs = startNs + config.warmUp().toNanos();
    endNs = recordFromNs + config.duration().toNanos();
    while (System.nanoTime() < endNs && broken < config.connections()) {
      long untilDueNs = sendDue(startNs);
      await(selector, untilDueNs);
    }
    sending = false;
    long unsent = overdue(startNs);
    long giveUpNs = System.nanoTime() + DRAIN_NS;
    while (inFlight > 0 && System.nanoTime() < giveUpNs) {
      selector.select(onReady, 10);
    }
    for (int status = 0; status < statusCounts.length; status++) {
      if (statusCounts[status] > 0) {
        statuses.put(status, statusCounts[status]);
      }
    }
    double planned = config.pace() instanceof Pace.FixedRate rate ? rate.perSecond() : 0;
    return new LoadResult(
        latencyNs, completed, statuses, broken, endNs - recordFromNs, planned, unsent);
  }

  /** Sends what is due while connections are free; returns the time to the next planned request. */
  private long sendDue(long startNs) {
    switch (config.pace()) {
      case Pace.ClosedLoop closed -> {
        while (!free.isEmpty()) {
          send(free.poll(), System.nanoTime());
        }
        return Long.MAX_VALUE;
      }
      case Pace.FixedRate rate -> {
        long nowNs = System.nanoTime();
        while (!free.isEmpty()) {
          long dueNs = startNs + rate.dueNs(nextRequest);
          if (dueNs - nowNs > 0) {
            return dueNs - nowNs;
          }
          send(free.poll(), dueNs);
        }
        return Long.MAX_VALUE;
      }
    }
  }

  private long overdue(long startNs) {
    if (config.pace() instanceof Pace.FixedRate rate) {
      long due = (long) ((endNs - startNs) * rate.perSecond() / 1e9);
      return Math.max(0, due - nextRequest);
    }
    return 0;
  }

  private void await(Selector selector, long untilDueNs) throws IOException {
    if (untilDueNs > 2_000_000) {
      selector.select(onReady, 1);
    } else if (selector.selectNow(onReady) == 0) {
      if (untilDueNs > SPIN_BELOW_NS) {
        LockSupport.parkNanos(untilDueNs - SPIN_BELOW_NS);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private void send(RigConnection connection, long latencyStartNs) {
    inFlight++;
    try {
      connection.send(config.source(), nextRequest++, latencyStartNs);
    } catch (IOException e) {
      drop(connection);
    }
  }

  private void serve(SelectionKey key) {
    RigConnection connection = (RigConnection) key.attachment();
    try {
      if (key.isWritable()) {
        connection.flush();
      }
      if (key.isReadable() && connection.receive()) {
        record(connection);
        inFlight--;
        if (sending && config.pace() instanceof Pace.ClosedLoop) {
          send(connection, System.nanoTime());
        } else {
          free.add(connection);
        }
      }
    } catch (IOException e) {
      drop(connection);
    }
  }

  private void record(RigConnection connection) {
    long nowNs = System.nanoTime();
    if (connection.startNs() < recordFromNs || nowNs > endNs + DRAIN_NS) {
      return;
    }
    latencyNs.recordValue(Math.clamp(nowNs - connection.startNs(), 0, HIGHEST_NS));
    if (nowNs <= endNs) {
      completed++;
    }
    int status = connection.status();
    statusCounts[status < statusCounts.length ? status : 0]++;
  }

  private void drop(RigConnection connection) {
    broken++;
    inFlight--;
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
