package io.tactus.perf.rig;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Sends requests when they are due and hands each its reply, which may plan more. Latency counts
 * from the due time: a request that waits for a free connection pays for it.
 *
 * <p>Threading: one thread; {@link Exchange}s are called on it.
 */
public final class RequestLoop implements AutoCloseable {
  private static final int MOST_BROKEN = 50;

  /** One request and what to do with its reply. */
  public interface Exchange {
    /** Writes one complete HTTP/1.1 request to a cleared buffer. */
    void write(ByteBuffer out);

    /** Takes the reply. */
    void onReply(Reply reply);
  }

  private record Due(long dueNs, long order, Exchange exchange) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(dueNs, other.dueNs);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final InetSocketAddress target;
  private final int requestBytes;
  private final int bodyLimitBytes;
  private final Selector selector;
  private final Alarm alarm;
  private final PriorityQueue<Due> planned = new PriorityQueue<>();
  private final ArrayDeque<RigConnection> free = new ArrayDeque<>();
  private final List<RigConnection> all = new ArrayList<>();
  private final List<Exchange> exchanges = new ArrayList<>();
  private final Consumer<SelectionKey> onReady = this::serve;
  private long plannedEver;
  private int inFlight;
  private int broken;
  private IOException lastFailure;

  /**
   * Connects to a server.
   *
   * @param connections keep-alive connections, each with at most one request in flight
   * @param requestBytes largest request
   * @param bodyLimitBytes how much of each reply's body to keep
   */
  public RequestLoop(
      InetSocketAddress target, int connections, int requestBytes, int bodyLimitBytes)
      throws IOException {
    this.target = target;
    this.requestBytes = requestBytes;
    this.bodyLimitBytes = bodyLimitBytes;
    selector = Selector.open();
    alarm = new Alarm(selector);
    for (int i = 0; i < connections; i++) {
      all.add(null);
      exchanges.add(null);
      connect(i);
    }
  }

  private void connect(int slot) throws IOException {
    RigConnection connection = new RigConnection(selector, target, requestBytes, bodyLimitBytes);
    all.set(slot, connection);
    free.add(connection);
  }

  /** Plans a request for a time of {@link System#nanoTime}. */
  public void at(long dueNs, Exchange exchange) {
    planned.add(new Due(dueNs, plannedEver++, exchange));
  }

  /** Requests planned or in flight. */
  public int outstanding() {
    return planned.size() + inFlight;
  }

  /** Connections that broke so far; the requests on them are lost. */
  public int broken() {
    return broken;
  }

  /**
   * Works until a time of {@link System#nanoTime}, or until nothing is outstanding.
   *
   * @throws IOException if the server can not be reached, or breaks connection after connection
   */
  public void runUntil(long untilNs) throws IOException {
    while (outstanding() > 0 && System.nanoTime() - untilNs < 0) {
      alarm.set(Math.min(sendDue(), untilNs));
      selector.select(onReady);
      repair();
    }
  }

  /** Sends what is due while connections are free; returns when there is more to send. */
  private long sendDue() {
    long nowNs = System.nanoTime();
    while (!planned.isEmpty() && !free.isEmpty()) {
      Due next = planned.peek();
      if (next.dueNs - nowNs > 0) {
        return next.dueNs;
      }
      planned.poll();
      send(free.poll(), next);
    }
    return Long.MAX_VALUE;
  }

  private void send(RigConnection connection, Due due) {
    inFlight++;
    int slot = all.indexOf(connection);
    exchanges.set(slot, due.exchange);
    try {
      due.exchange.write(connection.request());
      connection.send(slot, due.dueNs);
    } catch (IOException e) {
      drop(connection, slot, e);
    }
  }

  private void serve(SelectionKey key) {
    RigConnection connection = (RigConnection) key.attachment();
    try {
      if (key.isWritable()) {
        connection.flush();
      }
      if (key.isReadable() && connection.receive()) {
        inFlight--;
        free.add(connection);
        long nowNs = System.nanoTime();
        exchanges
            .get(connection.kind())
            .onReply(
                new Reply(
                    connection.status(),
                    connection.body(),
                    Math.max(0, nowNs - connection.startNs()),
                    nowNs));
      }
    } catch (IOException e) {
      drop(connection, all.indexOf(connection), e);
    }
  }

  private void drop(RigConnection connection, int slot, IOException cause) {
    broken++;
    lastFailure = cause;
    if (free.remove(connection)) {
      inFlight++; // it was idle: nothing was lost
    }
    inFlight--;
    all.set(slot, null);
    try {
      connection.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void repair() throws IOException {
    if (lastFailure == null) {
      return;
    }
    if (broken > MOST_BROKEN) {
      throw new IOException("the server keeps breaking connections", lastFailure);
    }
    lastFailure = null;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) == null) {
        connect(i);
      }
    }
  }

  @Override
  public void close() throws IOException {
    alarm.close();
    for (RigConnection connection : all) {
      if (connection != null) {
        connection.close();
      }
    }
    selector.close();
  }
}
