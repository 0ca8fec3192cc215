package io.tactus.gateway.socket;

import io.tactus.gateway.feed.FeedLane;
import io.tactus.gateway.feed.FeedQuery;
import io.tactus.gateway.feed.Frame;
import io.tactus.gateway.feed.Subscriber;
import io.tactus.gateway.problem.Problem;

/** One subscription of a WebSocket; its frames go out as notifications. Threading: IO thread. */
final class SocketSubscription extends Subscriber {

  private final SocketSession session;
  private final long id;

  SocketSubscription(FeedQuery query, FeedLane lane, SocketSession session, long id) {
    super(query, lane);
    this.session = session;
    this.id = id;
  }

  long id() {
    return id;
  }

  @Override
  protected void offer(Frame frame) {
    session.tell(this, frame, true);
  }

  @Override
  protected void flush() {
    session.send();
  }

  @Override
  protected void end(Problem reason) {
    session.endSubscription(this, reason);
  }

  @Override
  protected void cutOff(String of, long limit) {
    session.cutOff(of, limit);
  }

  @Override
  protected boolean mayRead(String table) {
    return session.principal().mayRead(table);
  }

  @Override
  protected long pendingBytes() {
    return session.pendingBytes();
  }

  /** It is over; nothing more is told. */
  void stop() {
    leave();
  }
}
