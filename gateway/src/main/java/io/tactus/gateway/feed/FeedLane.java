package io.tactus.gateway.feed;

import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.XnioIoThread;

/**
 * The subscribers of one IO thread: puts frames into their queues and sends a few of them at a
 * time, so that requests get their turn in between.
 *
 * <p>Threading: its IO thread, except {@link #post} and {@link #isBusy}: feed thread.
 */
public final class FeedLane {

  private static final Logger LOG = LoggerFactory.getLogger(FeedLane.class);

  /** Subscribers flushed before the IO thread does something else. */
  private static final int FLUSHED_AT_ONCE = 32;

  private static final long SWEEP_MS = 250;

  private static final Problem RENAMED =
      Problem.of(
          ProblemType.FORBIDDEN, "A table has a name now under which it may not be watched.");

  private final FeedHub hub;
  private final Lane ioLane;
  private final Backlog backlog;
  private final Map<Topic, Set<Subscriber>> members = new HashMap<>();
  private final Set<Subscriber> all = new LinkedHashSet<>();
  private final Set<Tended> tended = new LinkedHashSet<>();
  private final ArrayDeque<Subscriber> dirty = new ArrayDeque<>();
  private volatile XnioIoThread thread;
  private boolean sweeping;
  private boolean flushing;

  /** Whether frames handed over have not been passed on to the sockets. */
  private volatile boolean busy;

  FeedLane(FeedHub hub, Lane ioLane, Backlog backlog) {
    this.hub = hub;
    this.ioLane = ioLane;
    this.backlog = backlog;
  }

  /** Returns the hub it belongs to. */
  public FeedHub hub() {
    return hub;
  }

  /** Returns the count of what waits for the subscribers of this IO thread. */
  public Backlog backlog() {
    return backlog;
  }

  /** Takes a subscriber in, for whom a place was reserved. */
  public void enter(Subscriber subscriber) {
    all.add(subscriber);
    hub.counters().entered();
  }

  /** Begins to look after a connection. Called on its IO thread, before it subscribes. */
  public void tend(Tended connection, XnioIoThread ioThread) {
    thread = ioThread;
    tended.add(connection);
    hub.counters().opened();
    if (!sweeping) {
      sweeping = true;
      sweepSoon();
    }
  }

  /** Looks after a connection no longer. */
  public void untend(Tended connection) {
    if (tended.remove(connection)) {
      hub.counters().closed();
    }
  }

  void leave(Subscriber subscriber) {
    if (all.remove(subscriber)) {
      hub.counters().left();
    }
    Topic topic = subscriber.topic();
    Set<Subscriber> others = topic == null ? null : members.get(topic);
    if (others != null && others.remove(subscriber) && others.isEmpty()) {
      members.remove(topic);
    }
    hub.leave(subscriber);
  }

  /** Hands over a round of tasks. Feed thread. */
  void post(List<Runnable> tasks) {
    busy = true;
    try {
      thread.execute(() -> run(tasks));
    } catch (RejectedExecutionException e) {
      busy = false;
      LOG.debug("the port closed under its subscribers", e);
    }
  }

  /** Returns whether the last round has not been passed on. Feed thread. */
  boolean isBusy() {
    return busy;
  }

  private void run(List<Runnable> tasks) {
    for (Runnable task : tasks) {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        LOG.error("defect while handing over changes", e);
      }
    }
    flushSome();
  }

  /** From here on a subscriber gets what its topic gets. */
  void attach(Subscriber subscriber) {
    if (!subscriber.isGone()) {
      members.computeIfAbsent(subscriber.topic(), t -> new LinkedHashSet<>()).add(subscriber);
    }
  }

  void deliver(Topic topic, Frame frame) {
    Set<Subscriber> audience = members.get(topic);
    if (audience == null) {
      return;
    }
    for (Subscriber subscriber : List.copyOf(audience)) {
      if (frame.sequence() > subscriber.after()) {
        offer(subscriber, frame);
      }
    }
  }

  void offer(Subscriber subscriber, Frame frame) {
    if (subscriber.isGone()) {
      return;
    }
    if (frame.table() != null && !subscriber.mayRead(frame.table())) {
      subscriber.end(RENAMED);
      return;
    }
    hub.counters().sent(frame.length());
    subscriber.handed(frame.sequence());
    subscriber.offer(frame);
    if (!subscriber.isGone()) {
      flushLater(subscriber);
    }
    while (backlog.isOver() && cutOffSlowest()) {
      LOG.debug("a subscriber was cut off: too many events wait for all of them together");
    }
  }

  /** Ends the subscriber for whom most waits; returns false if nothing waits for anybody. */
  private boolean cutOffSlowest() {
    Subscriber slowest = null;
    for (Subscriber subscriber : all) {
      if (slowest == null || subscriber.pendingBytes() > slowest.pendingBytes()) {
        slowest = subscriber;
      }
    }
    if (slowest == null || slowest.pendingBytes() == 0) {
      return false;
    }
    hub.counters().cutOff();
    slowest.cutOff("the events of all subscribers", hub.limits().maxPendingBytesInAll());
    return true;
  }

  private void flushLater(Subscriber subscriber) {
    if (!subscriber.testAndSetDirty(true)) {
      dirty.add(subscriber);
    }
  }

  private void flushSome() {
    flushing = false;
    for (int i = 0; i < FLUSHED_AT_ONCE && !dirty.isEmpty(); i++) {
      Subscriber subscriber = dirty.poll();
      subscriber.testAndSetDirty(false);
      if (!subscriber.isGone()) {
        flush(subscriber);
      }
    }
    if (dirty.isEmpty()) {
      busy = false;
      hub.wake();
    } else if (!flushing) {
      flushing = true;
      execute(this::flushSome);
    }
  }

  /** One who cannot be sent to must not keep all others from the next round. */
  private static void flush(Subscriber subscriber) {
    try {
      subscriber.flush();
    } catch (RuntimeException | Error e) {
      LOG.error("defect while sending changes; the subscription is ended", e);
      try {
        subscriber.end(Problem.of(ProblemType.INTERNAL, "Changes could not be sent."));
      } catch (RuntimeException | Error again) {
        subscriber.leave();
      }
    }
  }

  private void execute(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("the port closed under its subscribers", e);
    }
  }

  /** Ends everybody, on the IO thread. Any thread. */
  void postEnd(Problem reason) {
    if (thread != null) {
      execute(() -> endAll(reason));
    }
  }

  /**
   * Returns up to where a subscriber has been handed everything, so that it can go on from there; 0
   * while that is not known.
   */
  public long shownUpTo(Subscriber subscriber) {
    long shown = hub.shownUpTo(); // before the question whether all of it has been passed on
    Topic topic = subscriber.topic();
    Set<Subscriber> level = topic == null ? null : members.get(topic);
    if (level == null || !level.contains(subscriber)) {
      return 0;
    }
    return busy ? subscriber.handedUpTo() : Math.max(shown, subscriber.handedUpTo());
  }

  /** Ends all who want a topic. */
  void end(Topic topic, Problem reason) {
    Set<Subscriber> audience = members.get(topic);
    if (audience != null) {
      for (Subscriber subscriber : List.copyOf(audience)) {
        subscriber.end(reason);
      }
    }
  }

  /** Ends everybody: the server closes. */
  private void endAll(Problem reason) {
    for (Tended connection : new ArrayList<>(tended)) {
      connection.end(reason);
    }
  }

  private void sweep() {
    long nowNs = System.nanoTime();
    for (Tended connection : new ArrayList<>(tended)) {
      try {
        connection.sweep(nowNs);
      } catch (RuntimeException | Error e) {
        LOG.error("defect while looking after a connection", e);
      }
    }
    try {
      ioLane.checkDeadlines(nowNs); // no request may be in flight, and yet a call
    } catch (RuntimeException | Error e) {
      LOG.error("defect while looking after calls", e);
    }
    sweeping = !tended.isEmpty();
    if (sweeping) {
      sweepSoon();
    }
  }

  private void sweepSoon() {
    try {
      thread.executeAfter(this::sweep, SWEEP_MS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the port closed under its subscribers", e);
    }
  }
}
