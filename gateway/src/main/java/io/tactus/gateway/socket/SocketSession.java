package io.tactus.gateway.socket;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;
import io.tactus.gateway.access.Principal;
import io.tactus.gateway.feed.FeedHub;
import io.tactus.gateway.feed.FeedLane;
import io.tactus.gateway.feed.Frame;
import io.tactus.gateway.feed.Subscription;
import io.tactus.gateway.feed.Tended;
import io.tactus.gateway.http.BodyBudget;
import io.tactus.gateway.http.RequestObserver;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemJson;
import io.tactus.gateway.rpc.RpcCall;
import io.tactus.gateway.rpc.RpcDocument;
import io.tactus.gateway.rpc.RpcExchange;
import io.tactus.gateway.rpc.RpcMethod;
import io.tactus.gateway.rpc.RpcOrder;
import io.tactus.gateway.rpc.RpcPeer;
import io.undertow.websockets.core.WebSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket: its calls and its subscriptions. Threading: the IO thread of its connection, but
 * for {@link #onIoThread} and {@link #pendingBytes}.
 */
final class SocketSession implements RpcPeer, Tended {

  private static final Logger LOG = LoggerFactory.getLogger(SocketSession.class);

  private final Lane lane;
  private final FeedHub feeds;
  private final FeedLane feedLane;
  private final SocketLimits limits;
  private final Principal principal;
  private final long journalId;
  private final BodyBudget memory;
  private final RequestObserver observer;
  private final SocketSender sender;
  private final SocketReader reader;
  private final RpcOrder order = new RpcOrder();
  private final SessionSubscriptions subscriptions;
  private int callsInFlight;
  private long documentBytes;
  private boolean ending;

  SocketSession(
      WebSocketChannel channel,
      Lane lane,
      FeedHub feeds,
      SocketLimits limits,
      Principal principal,
      long journalId,
      BodyBudget memory,
      RequestObserver observer) {
    this.lane = lane;
    this.feeds = feeds;
    this.feedLane = feeds.lane(lane);
    this.limits = limits;
    this.principal = principal;
    this.journalId = journalId;
    this.memory = memory;
    this.observer = observer;
    this.sender =
        new SocketSender(channel, memory, feeds.limits(), feedLane.backlog(), this::onRoom);
    this.reader = new SocketReader(channel, limits, this::onMessage, sender);
    this.subscriptions = new SessionSubscriptions(this, feeds, feedLane, limits);
  }

  void open() {
    sender.onClosed(this::closed);
    feedLane.tend(this, sender.ioThread());
    reader.start();
  }

  private void closed() {
    subscriptions.stopAll();
    feedLane.untend(this);
  }

  // ---- calls

  private void onMessage(String text) {
    byte[] document = text.getBytes(StandardCharsets.UTF_8);
    documentBytes += document.length;
    memory.take(document.length);
    int calls = RpcDocument.run(this, order, document, document.length);
    callsInFlight += calls; // a statement of its own: answers given meanwhile have lowered it
    regulate();
    closeIfDone();
  }

  /** Reads on only while there is room for what comes of it. */
  private void regulate() {
    boolean full =
        callsInFlight >= limits.maxCallsInFlight()
            || documentBytes >= limits.maxMessageBytes()
            || sender.waitingBytes() >= feeds.limits().maxPendingBytes();
    reader.pause(full || ending);
  }

  private void onRoom() {
    regulate();
    closeIfDone();
  }

  @Override
  public void answer(RpcExchange exchange) {
    callsInFlight -= exchange.callCount();
    documentBytes -= exchange.documentBytes();
    memory.give(exchange.heldBytes() + exchange.documentBytes());
    JsonWriter out = lane.workspace().out;
    out.reset();
    if (exchange.writeReplies(out)) {
      sender.add(new Outgoing(out.toByteArray(), null, false));
      sender.send();
    }
    observer.called(System.nanoTime() - exchange.startNs());
    regulate();
    closeIfDone();
  }

  /** All commands of a WebSocket are known by the request that opened it. */
  @Override
  public long journalId() {
    return journalId;
  }

  @Override
  public RequestObserver observer() {
    return observer;
  }

  @Override
  public void hold(int bytes) {
    memory.take(bytes);
  }

  @Override
  public int callsCounted() {
    return 0;
  }

  @Override
  public RpcMethod ownMethod(String name) {
    return switch (name) {
      case "db.subscribe" -> SubscribeMethod.INSTANCE;
      case "db.unsubscribe" -> UnsubscribeMethod.INSTANCE;
      default -> null;
    };
  }

  @Override
  public void defect(RuntimeException cause) {
    LOG.error("defect in a WebSocket", cause);
    sender.close(1011, "The server failed to answer a call.");
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public Principal principal() {
    return principal;
  }

  @Override
  public boolean isMemorySpent() {
    return memory.isSpent();
  }

  @Override
  public void onIoThread(Runnable task) {
    try {
      sender.ioThread().execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("an answer came after the port was closed", e);
    }
  }

  @Override
  public void handle(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException e) {
      defect(e);
    } catch (Error e) {
      // Also an Error: without an answer the call would be in flight for ever.
      defect(new IllegalStateException(e));
    }
  }

  // ---- subscriptions

  /** Returns whether the reply is there; otherwise the exchange is told later. */
  boolean subscribe(Subscription wanted, RpcExchange exchange, RpcCall call) {
    return subscriptions.subscribe(wanted, exchange, call);
  }

  void unsubscribe(String id) {
    SessionSubscriptions.writeReply(lane.workspace().out, subscriptions.unsubscribe(id));
  }

  void tell(SocketSubscription subscription, Frame frame, boolean counted) {
    sender.add(new Outgoing(head(subscription, frame), frame, counted));
    if (sender.pendingBytes() > feeds.limits().maxPendingBytes()) {
      feeds.counters().cutOff();
      cutOff("notifications", feeds.limits().maxPendingBytes());
    }
  }

  /** Ends it because its client takes too little. */
  void cutOff(String of, long limit) {
    sender.close(1008, "too_slow: more than " + limit + " bytes of " + of + " were waiting");
  }

  private byte[] head(SocketSubscription subscription, Frame frame) {
    JsonWriter out = lane.workspace().out;
    out.reset();
    begin(out, subscription.id(), frame.kind().event());
    if (frame.hasId()) {
      out.writeAscii("\"id\":\"");
      NumberConverter.serialize(feeds.epoch(), out);
      out.writeByte((byte) ':');
      NumberConverter.serialize(frame.sequence(), out);
      out.writeAscii("\",");
    }
    return out.toByteArray();
  }

  private static void begin(JsonWriter out, long subscription, String event) {
    out.writeAscii("{\"jsonrpc\":\"2.0\",\"method\":\"db.change\",\"params\":{\"subscription\":");
    NumberConverter.serialize(subscription, out);
    out.writeAscii(",\"event\":\"");
    out.writeAscii(event);
    out.writeAscii("\",");
  }

  void endSubscription(SocketSubscription subscription, Problem reason) {
    subscriptions.stop(subscription);
    JsonWriter out = lane.workspace().out;
    out.reset();
    begin(out, subscription.id(), "error");
    out.writeAscii("\"error\":");
    ProblemJson.write(out, reason);
    out.writeAscii("}}");
    sender.add(new Outgoing(out.toByteArray(), null, false));
    sender.send();
  }

  void send() {
    sender.send();
  }

  long pendingBytes() {
    return sender.pendingBytes();
  }

  // ---- its course

  @Override
  public void sweep(long nowNs) {
    if (!principal.isValid(System.currentTimeMillis())) {
      sender.close(1008, "The credentials have ended.");
    } else if (reader.isSilent(nowNs)) {
      sender.close(1008, "Nothing was heard for " + limits.idleMs() + " ms.");
    }
    sender.sweep(nowNs, limits.pingMs());
  }

  /** The server closes: calls in flight are answered, then it says goodbye. */
  @Override
  public void end(Problem reason) {
    ending = true;
    regulate();
    closeIfDone();
  }

  private void closeIfDone() {
    if (ending && order.isIdle() && callsInFlight == 0 && sender.isEmpty()) {
      sender.close(1001, "The server is closing.");
    }
  }
}
