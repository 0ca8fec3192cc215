package io.tactus.gateway.socket;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;
import io.tactus.gateway.feed.FeedHub;
import io.tactus.gateway.feed.FeedLane;
import io.tactus.gateway.feed.Frame;
import io.tactus.gateway.feed.Subscription;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.tactus.gateway.rpc.RpcCall;
import io.tactus.gateway.rpc.RpcExchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The subscriptions of one WebSocket. Threading: its IO thread. */
final class SessionSubscriptions {

  private final SocketSession session;
  private final FeedHub feeds;
  private final FeedLane lane;
  private final SocketLimits limits;
  private final Map<Long, SocketSubscription> byId = new LinkedHashMap<>();
  private int beginning;
  private long lastId;
  private boolean stopped;

  SessionSubscriptions(SocketSession session, FeedHub feeds, FeedLane lane, SocketLimits limits) {
    this.session = session;
    this.feeds = feeds;
    this.lane = lane;
    this.limits = limits;
  }

  /**
   * Begins a subscription: the reply first, then the rows, then what changes.
   *
   * @return whether the reply is there; if not, the rows are being read and the exchange is told
   * @throws Refusal if the connection ended while the call waited for its turn, among others
   */
  boolean subscribe(Subscription wanted, RpcExchange exchange, RpcCall call) {
    if (stopped) {
      throw ProblemType.SHUTTING_DOWN.refuse("The connection has ended.");
    }
    if (byId.size() + beginning >= limits.maxSubscriptions()) {
      throw new Refusal(
          Problem.of(ProblemType.QUEUE_FULL, "This connection has too many subscriptions.")
              .withLimit(limits.maxSubscriptions()));
    }
    Subscription.Plan plan = wanted.plan(session, feeds);
    feeds.reserve();
    if (plan.firstRows() == null) {
      SocketSubscription begun = begin(plan);
      feeds.join(begun, plan.after());
      writeReply(session.lane().workspace().out, begun.id());
      return true;
    }
    try {
      plan.read(
          session,
          answer -> {
            beginning--;
            if (stopped || answer.problem() != null) {
              feeds.release();
              exchange.readComplete(call, answer.problem());
            } else {
              beginWith(plan, answer.found().frames(), answer.found().sequence(), exchange, call);
            }
          });
    } catch (RuntimeException e) {
      feeds.release();
      throw e;
    }
    beginning++;
    return false;
  }

  private void beginWith(
      Subscription.Plan plan, List<Frame> rows, long sequence, RpcExchange exchange, RpcCall call) {
    SocketSubscription begun = begin(plan);
    JsonWriter out = session.lane().workspace().out;
    out.reset();
    writeReply(out, begun.id());
    exchange.readComplete(call, null);
    for (Frame frame : rows) {
      session.tell(begun, frame, false);
    }
    session.send();
    feeds.join(begun, sequence);
  }

  private SocketSubscription begin(Subscription.Plan plan) {
    SocketSubscription begun = new SocketSubscription(plan.query(), lane, session, ++lastId);
    byId.put(begun.id(), begun);
    lane.enter(begun);
    return begun;
  }

  /** Ends a subscription; returns its number. */
  long unsubscribe(String id) {
    SocketSubscription ended = id.matches("[0-9]{1,18}") ? byId.get(Long.parseLong(id)) : null;
    if (ended == null) {
      throw ProblemType.NOT_FOUND.refuse("This connection has no subscription " + id + ".");
    }
    stop(ended);
    return ended.id();
  }

  void stop(SocketSubscription subscription) {
    byId.remove(subscription.id());
    subscription.stop();
  }

  void stopAll() {
    stopped = true;
    for (SocketSubscription subscription : new ArrayList<>(byId.values())) {
      stop(subscription);
    }
  }

  static void writeReply(JsonWriter out, long id) {
    out.writeAscii("{\"subscription\":");
    NumberConverter.serialize(id, out);
    out.writeByte((byte) '}');
  }
}
