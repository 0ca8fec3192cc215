package io.tactus.gateway.feed;

import io.tactus.gateway.lane.EngineLink;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.tactus.pipeline.Engine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Where subscribers come from and go to: places for them, the lanes of the IO threads, and the feed
 * thread, which starts with the first of them.
 *
 * <p>Threading: any thread, except that it is closed once.
 */
public final class FeedHub implements AutoCloseable {

  private static final long CLOSE_NS = TimeUnit.SECONDS.toNanos(2);
  private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final Problem CLOSING =
      Problem.of(ProblemType.SHUTTING_DOWN, "The server is closing.");

  private final EngineLink link;
  private final FeedLimits limits;
  private final FeedCounters counters = new FeedCounters();
  private final Map<Lane, FeedLane> lanes = new HashMap<>();
  private volatile FeedThread feed;
  private volatile boolean closed;

  /** Creates a hub with a lane for each IO thread. */
  public FeedHub(EngineLink link, FeedLimits limits, List<Lane> ioLanes) {
    this.link = link;
    this.limits = limits;
    for (Lane lane : ioLanes) {
      Backlog backlog = new Backlog(limits.maxPendingBytesInAll() / ioLanes.size());
      lanes.put(lane, new FeedLane(this, lane, backlog));
    }
  }

  /** Returns the lane beside an IO thread's own. */
  public FeedLane lane(Lane lane) {
    return lanes.get(lane);
  }

  /** Returns the bounds of the feed. */
  public FeedLimits limits() {
    return limits;
  }

  /** Returns what was counted. */
  public FeedCounters counters() {
    return counters;
  }

  /** Returns the epoch that ids of events begin with. */
  public long epoch() {
    return link.engine().epoch();
  }

  Engine engine() {
    return link.engine();
  }

  /**
   * Takes a place for a subscriber; given back when it leaves, or by {@link #release()} if it never
   * comes.
   *
   * @throws Refusal QUEUE_FULL
   */
  public void reserve() {
    if (!counters.tryReserve(limits.maxSubscribers())) {
      throw new Refusal(
          Problem.of(ProblemType.QUEUE_FULL, "There are too many subscriptions.")
              .withLimit(limits.maxSubscribers()));
    }
  }

  /** Gives back a place that nobody took. */
  public void release() {
    counters.release();
  }

  /**
   * Shows a subscriber everything after a sequence, from there on for good; does nothing if it has
   * left already, since nobody would take it out again.
   */
  public void join(Subscriber subscriber, long afterSequence) {
    if (!subscriber.isGone()) {
      subscriber.after(afterSequence);
      running().join(subscriber);
    }
  }

  void leave(Subscriber subscriber) {
    FeedThread running = feed;
    if (running != null) {
      running.leave(subscriber);
    }
  }

  void wake() {
    FeedThread running = feed;
    if (running != null) {
      running.wake();
    }
  }

  private FeedThread running() {
    FeedThread running = feed;
    return running != null ? running : start();
  }

  private synchronized FeedThread start() {
    if (feed == null) {
      feed = new FeedThread(link.engine().changes(), epoch(), limits);
      feed.start();
      if (closed) {
        feed.close();
      }
    }
    return feed;
  }

  /** Returns the sequence up to which every member of a topic has been handed everything. */
  long shownUpTo() {
    FeedThread running = feed;
    return running == null ? 0 : running.shownUpTo();
  }

  /** Returns how many queries are rendered, each for all who want it. */
  public int topics() {
    FeedThread running = feed;
    return running == null ? 0 : running.topicCount();
  }

  /** Returns how many commands the feed thread is behind what is published. */
  public long lag() {
    FeedThread running = feed;
    return running == null ? 0 : running.lag();
  }

  /** Tells all subscribers that the server closes, and stops once they have been told. */
  @Override
  public void close() {
    closed = true;
    for (FeedLane lane : lanes.values()) {
      lane.postEnd(CLOSING);
    }
    long deadlineNs = System.nanoTime() + CLOSE_NS;
    while (counters.connections() > 0 && System.nanoTime() - deadlineNs < 0) {
      LockSupport.parkNanos(POLL_NS);
    }
    FeedThread running = feed;
    if (running != null) {
      running.close();
    }
  }
}
