package io.tactus.gateway.feed;

import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.pipeline.change.ChangeLog;
import io.tactus.pipeline.change.ChangeReader;
import io.tactus.storage.row.RowJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the change log and hands frames to the lanes, a round at a time: the live reader first,
 * then a slice for each subscriber that is still catching up. A round begins when all lanes have
 * passed on the last one.
 *
 * <p>Threading: a thread of its own; {@link #join}, {@link #leave}, {@link #wake} and the figures
 * any thread.
 */
final class FeedThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FeedThread.class);

  /** Most commits of a round, and of a slice. */
  private static final int ROUND_COMMITS = 256;

  /** How many commits of the largest size may be in memory, rendered for different queries. */
  private static final long LARGEST_COMMITS = 4;

  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long PACE_NS = TimeUnit.MILLISECONDS.toNanos(10);

  private final ChangeLog log;
  private final long epoch;
  private final FeedLimits limits;
  private final int roundBytes;
  private final RowJson rows = new RowJson();
  private final Thread thread = new Thread(this::run, "tactus-feed");
  private final ConcurrentLinkedQueue<Runnable> messages = new ConcurrentLinkedQueue<>();
  private final Map<FeedQuery, Topic> topics = new HashMap<>();
  private final List<CatchUp> late = new ArrayList<>();
  private final ViewFeeder liveFeeder;
  private final ViewFeeder lateFeeder;
  private final Map<FeedLane, List<Runnable>> tasks = new LinkedHashMap<>();
  private ChangeReader live;

  private volatile boolean waiting;
  private volatile boolean closed;
  private volatile long shownUpTo;
  private volatile int topicCount;

  FeedThread(ChangeLog log, long epoch, FeedLimits limits) {
    this.log = log;
    this.epoch = epoch;
    this.limits = limits;
    this.roundBytes = Math.max(1, limits.maxPendingBytes() / 4);
    this.liveFeeder = new ViewFeeder(LARGEST_COMMITS * limits.maxCommitBytes());
    this.lateFeeder = new ViewFeeder(LARGEST_COMMITS * limits.maxCommitBytes());
    thread.setDaemon(true);
    log.onPublished(this::published);
  }

  void start() {
    thread.start();
  }

  void join(Subscriber subscriber) {
    messages.add(() -> begin(subscriber));
    wake();
  }

  void leave(Subscriber subscriber) {
    messages.add(() -> forget(subscriber));
    wake();
  }

  void wake() {
    LockSupport.unpark(thread);
  }

  /** Runs on the applying thread. */
  private void published() {
    if (waiting) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (!closed) {
      try {
        round();
      } catch (RuntimeException | Error e) {
        LOG.error("the change feed failed; its subscribers are ended", e);
        Problem failed = Problem.of(ProblemType.INTERNAL, "The change feed failed.");
        endAll(failed);
        late.forEach(one -> end(one.subscriber(), failed));
        late.clear();
      }
    }
    log.onPublished(() -> {});
  }

  private void round() {
    Runnable message;
    while ((message = messages.poll()) != null) {
      message.run();
    }
    if (areLanesBusy()) {
      pause(PAUSE_NS);
      return;
    }
    long newest = log.newestSequence();
    boolean worked = readLive();
    boolean caughtUp = !live();
    worked |= readLate();
    for (Map.Entry<FeedLane, List<Runnable>> entry : tasks.entrySet()) {
      if (!entry.getValue().isEmpty()) {
        entry.getKey().post(List.copyOf(entry.getValue()));
        entry.getValue().clear();
      }
    }
    if (caughtUp) {
      shownUpTo = newest;
    }
    if (!worked) {
      pause(late.isEmpty() ? PAUSE_NS : PACE_NS);
    }
  }

  private boolean live() {
    return !topics.isEmpty() && live.hasMore();
  }

  private boolean areLanesBusy() {
    for (FeedLane lane : tasks.keySet()) {
      if (lane.isBusy()) {
        return true;
      }
    }
    return false;
  }

  /** Waits until something happens, or for a while. */
  private void pause(long timeNs) {
    waiting = true;
    if (messages.isEmpty() && !closed && (areLanesBusy() || !live())) {
      LockSupport.parkNanos(this, timeNs);
    }
    waiting = false;
  }

  private boolean readLive() {
    if (topics.isEmpty()) {
      return false;
    }
    long bytes = 0;
    for (int i = 0; i < ROUND_COMMITS && bytes < roundBytes; i++) {
      switch (live.poll(liveFeeder, 1)) {
        case EMPTY -> {
          return i > 0;
        }
        case OVERTAKEN -> {
          endAll(overtaken());
          return true;
        }
        case CHANGES -> {
          for (FeedView view : liveFeeder.touched()) {
            bytes += hand(view);
          }
        }
      }
    }
    return true;
  }

  /** Hands a topic's frames to all lanes; returns their bytes. */
  private long hand(FeedView view) {
    Topic topic = view.topic();
    long bytes = 0;
    for (Frame frame = view.poll(); frame != null; frame = view.poll()) {
      bytes += frame.length();
      Frame shared = frame;
      tasks.forEach((lane, list) -> list.add(() -> lane.deliver(topic, shared)));
    }
    if (view.end() != null) {
      Problem reason = view.end();
      tasks.forEach((lane, list) -> list.add(() -> lane.end(topic, reason)));
      drop(topic);
    }
    return bytes;
  }

  private void drop(Topic topic) {
    topics.remove(topic.view().query(), topic);
    liveFeeder.remove(topic.view());
    topicCount = topics.size();
  }

  private void endAll(Problem reason) {
    for (Topic topic : List.copyOf(topics.values())) {
      tasks.forEach((lane, list) -> list.add(() -> lane.end(topic, reason)));
    }
    topics.clear();
    liveFeeder.clear();
    topicCount = 0;
  }

  private Problem overtaken() {
    return Problem.of(
            ProblemType.HISTORY_GONE,
            "More changed than the change log holds before it could be told; read the rows again.")
        .withOldest(epoch, log.oldestSequence());
  }

  private void begin(Subscriber subscriber) {
    tasks.computeIfAbsent(subscriber.lane(), lane -> new ArrayList<>());
    ChangeReader reader = log.newReader();
    if (!reader.seekAfter(subscriber.after())) {
      end(subscriber, overtaken());
      return;
    }
    late.add(new CatchUp(subscriber, reader, newView(subscriber.query())));
  }

  private FeedView newView(FeedQuery query) {
    return new FeedView(query, epoch, limits.maxCommitBytes(), rows);
  }

  private void end(Subscriber subscriber, Problem reason) {
    tasks.get(subscriber.lane()).add(() -> subscriber.end(reason));
  }

  private void forget(Subscriber subscriber) {
    if (!late.removeIf(one -> one.subscriber().equals(subscriber))
        && subscriber.topic() != null
        && subscriber.topic().leave()) {
      drop(subscriber.topic());
    }
  }

  private boolean readLate() {
    boolean worked = false;
    for (Iterator<CatchUp> all = late.iterator(); all.hasNext(); ) {
      CatchUp one = all.next();
      if (one.subscriber().pendingBytes() < roundBytes) {
        worked = true;
        if (readSlice(one)) {
          all.remove();
        }
      }
    }
    return worked;
  }

  /** Reads on for one subscriber; returns whether that was all there is to do for it alone. */
  private boolean readSlice(CatchUp one) {
    Subscriber subscriber = one.subscriber();
    lateFeeder.clear();
    lateFeeder.add(one.view());
    long bytes = 0;
    for (int i = 0; i < ROUND_COMMITS && bytes < roundBytes; i++) {
      if (isLevel(one)) {
        attach(one);
        return true;
      }
      if (one.reader().poll(lateFeeder, 1) == ChangeReader.Poll.OVERTAKEN) {
        end(subscriber, overtaken());
        return true;
      }
      lateFeeder.touched();
      for (Frame frame = one.view().poll(); frame != null; frame = one.view().poll()) {
        // A version is published before its changes: it may have seen some that come only now.
        if (frame.sequence() > subscriber.after()) {
          bytes += frame.length();
          Frame own = frame;
          tasks.get(subscriber.lane()).add(() -> subscriber.lane().offer(subscriber, own));
        }
      }
      subscriber.after(Math.max(subscriber.after(), lateFeeder.lastSequence()));
      if (one.view().end() != null) {
        end(subscriber, one.view().end());
        return true;
      }
    }
    return false;
  }

  /** Whether a late one has seen all that members of topics have seen. */
  private boolean isLevel(CatchUp one) {
    return topics.isEmpty() ? !one.reader().hasMore() : one.reader().position() >= live.position();
  }

  private void attach(CatchUp one) {
    Subscriber subscriber = one.subscriber();
    if (topics.isEmpty()) {
      live = one.reader();
    }
    Topic topic = topics.get(subscriber.query());
    if (topic == null) {
      topic = new Topic(one.view());
      topics.put(subscriber.query(), topic);
      liveFeeder.add(one.view());
      topicCount = topics.size();
    }
    topic.join();
    subscriber.topic(topic);
    tasks.get(subscriber.lane()).add(() -> subscriber.lane().attach(subscriber));
  }

  long shownUpTo() {
    return shownUpTo;
  }

  int topicCount() {
    return topicCount;
  }

  long lag() {
    return topicCount == 0 ? 0 : Math.max(0, log.newestSequence() - shownUpTo);
  }

  @Override
  public void close() {
    closed = true;
    wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
