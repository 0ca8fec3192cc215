package io.tactus.perf.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  private static final long DRAIN_NS = 2_000_000_000L;

  private final LoadConfig config;
  private final Map<String, Histogram> latenciesNs = new LinkedHashMap<>();
  private final Histogram[] latencyNsByKind;
  private final TreeMap<Integer, Long> statuses = new TreeMap<>();
  private final long[] statusCounts = new long[600];
  private final ArrayDeque<RigConnection> free = new ArrayDeque<>();
  private final List<RigConnection> all = new ArrayList<>();
  private final Consumer<SelectionKey> onReady = this::serve;

  private Alarm alarm;
  private long recordFromNs;
  private long endNs;
  private long completed;
  private int broken;
  private int inFlight;
  private boolean sending = true;
  private long nextRequest;

  private LoadGenerator(LoadConfig config) {
    this.config = config;
    config.source().kinds().forEach(k -> latenciesNs.put(k, new Histogram(HIGHEST_NS, 3)));
    latencyNsByKind = latenciesNs.values().toArray(Histogram[]::new);
  }

  /** Runs the load to its end and returns what it measured. */
  public static LoadResult run(LoadConfig config) throws IOException {
    return new LoadGenerator(config).run();
  }

  private LoadResult run() throws IOException {
    try (Selector selector = Selector.open();
        Alarm selectorAlarm = new Alarm(selector)) {
      alarm = selectorAlarm;
      try {
        for (int i = 0; i < config.connections(); i++) {
          RigConnection connection =
              new RigConnection(selector, config.target(), config.requestBytes(), 0);
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
      long dueNs = sendDue(startNs);
      alarm.set(Math.min(dueNs, endNs));
      selector.select(onReady);
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
        latenciesNs, completed, statuses, broken, endNs - recordFromNs, planned, unsent);
  }

  /**
   * Sends what is due while connections are free. Returns when the next request is due, or the end
   * of the run if only a reply can make room for it.
   */
  private long sendDue(long startNs) {
    switch (config.pace()) {
      case Pace.ClosedLoop closed -> {
        while (!free.isEmpty()) {
          send(free.poll(), System.nanoTime());
        }
        return endNs;
      }
      case Pace.FixedRate rate -> {
        long nowNs = System.nanoTime();
        while (!free.isEmpty()) {
          long dueNs = startNs + rate.dueNs(nextRequest);
          if (dueNs - nowNs > 0) {
            return dueNs;
          }
          send(free.poll(), dueNs);
        }
        return endNs;
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

  private void send(RigConnection connection, long latencyStartNs) {
    inFlight++;
    try {
      long index = nextRequest++;
      config.source().write(index, connection.request());
      connection.send(config.source().kind(index), latencyStartNs);
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
    latencyNsByKind[connection.kind()].recordValue(
        Math.clamp(nowNs - connection.startNs(), 0, HIGHEST_NS));
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
