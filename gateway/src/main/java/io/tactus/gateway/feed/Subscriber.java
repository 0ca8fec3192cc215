package io.tactus.gateway.feed;

import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;

/**
 * One subscription and where its frames go.
 *
 * <p>Threading: its IO thread, except where the feed thread is named.
 */
public abstract class Subscriber {

  private final FeedQuery query;
  private final FeedLane lane;

  /** It has been shown everything up to here. Feed thread until it is attached, then IO thread. */
  private long after;

  /** Set by the feed thread before the task that attaches it. */
  private Topic topic;

  /** The last frame it was handed is of this command. */
  private long handed;

  private boolean gone;
  private boolean dirty;

  /** Creates a subscriber that has seen nothing yet. */
  protected Subscriber(FeedQuery query, FeedLane lane) {
    this.query = query;
    this.lane = lane;
  }

  /** Takes a frame to send; the frames are in order. */
  protected abstract void offer(Frame frame);

  /** Sends what the socket takes now. */
  protected abstract void flush();

  /** Ends it: the reason is the last thing it is told. */
  protected abstract void end(Problem reason);

  /**
   * Ends it because too much waits.
   *
   * @param of whose events, for people
   * @param limit the bytes of them that may wait
   */
  protected void cutOff(String of, long limit) {
    end(
        Problem.of(
                ProblemType.TOO_SLOW,
                "Events were taken too slowly: too many bytes of " + of + " were waiting.")
            .withLimit(limit));
  }

  /** Returns whether it may still see a table that has this name now. */
  protected abstract boolean mayRead(String table);

  /** Returns how many bytes wait behind the frame being sent. Any thread. */
  protected abstract long pendingBytes();

  /** It gets nothing more. May be called several times. */
  protected final void leave() {
    if (!gone) {
      gone = true;
      lane.leave(this);
    }
  }

  final boolean isGone() {
    return gone;
  }

  final FeedQuery query() {
    return query;
  }

  /** Returns the lane of its IO thread. */
  protected final FeedLane lane() {
    return lane;
  }

  final long after() {
    return after;
  }

  final void after(long sequence) {
    after = sequence;
  }

  /** Notes that it was handed a frame of a command. */
  final void handed(long sequence) {
    handed = sequence;
  }

  /** Returns up to where it has been handed everything, once it is attached. */
  final long handedUpTo() {
    return Math.max(after, handed);
  }

  final Topic topic() {
    return topic;
  }

  final void topic(Topic newTopic) {
    topic = newTopic;
  }

  /** Notes that it waits to be flushed; returns whether it did already. */
  final boolean testAndSetDirty(boolean value) {
    boolean before = dirty;
    dirty = value;
    return before;
  }
}
