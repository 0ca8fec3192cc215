package io.tactus.gateway.feed;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What feeds have done, for {@code /stats}. Threading: any thread. */
public final class FeedCounters {

  private final AtomicInteger subscribers = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger reserved = new AtomicInteger();
  private final LongAdder entered = new LongAdder();
  private final LongAdder events = new LongAdder();
  private final LongAdder eventBytes = new LongAdder();
  private final LongAdder cutOff = new LongAdder();

  /** Takes a place; false if all are taken. */
  boolean tryReserve(int places) {
    if (reserved.incrementAndGet() > places) {
      reserved.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Gives a place back. */
  void release() {
    reserved.decrementAndGet();
  }

  void entered() {
    subscribers.incrementAndGet();
    entered.increment();
  }

  void left() {
    subscribers.decrementAndGet();
    reserved.decrementAndGet();
  }

  void opened() {
    connections.incrementAndGet();
  }

  void closed() {
    connections.decrementAndGet();
  }

  void sent(int bytes) {
    events.increment();
    eventBytes.add(bytes);
  }

  /** Counts one who was cut off. */
  public void cutOff() {
    cutOff.increment();
  }

  /** Returns how many connections stay open: streams of events and WebSockets. */
  public int connections() {
    return connections.get();
  }

  /** Returns how many subscribe now. */
  public int subscribers() {
    return subscribers.get();
  }

  /** Returns how many have ever subscribed. */
  public long subscriptions() {
    return entered.sum();
  }

  /** Returns how many events were put into subscribers' queues. */
  public long events() {
    return events.sum();
  }

  /** Returns their bytes, each counted once per subscriber. */
  public long eventBytes() {
    return eventBytes.sum();
  }

  /** Returns how many were cut off for being too slow. */
  public long cutOffs() {
    return cutOff.sum();
  }
}
