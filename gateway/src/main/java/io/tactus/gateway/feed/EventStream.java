package io.tactus.gateway.feed;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.access.Principal;
import io.tactus.gateway.http.BodyBudget;
import io.tactus.gateway.http.MediaTypes;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemJson;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.storage.json.JsonWriters;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

/**
 * A subscription over server-sent events: the reply to a request, which never ends by itself.
 *
 * <pre>
 *  first rows ─► (taken by the socket) ─► join ─► frames … ─► event: error ─► end
 * </pre>
 *
 * <p>Frames wait in a queue of shared bytes; what waits behind the one being sent is bounded.
 * Threading: its IO thread, but for {@link #pendingBytes()}.
 */
final class EventStream extends Subscriber implements Tended, ChannelListener<StreamSinkChannel> {

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final HttpString ACCEL = HttpString.tryFromString("X-Accel-Buffering");
  private static final long NS_PER_MS = 1_000_000;
  private static final long LINGER_MS = 2_000;

  private enum Stage {
    FIRST_ROWS,
    FOLLOWING,
    ENDING,
    ENDED
  }

  private final HttpServerExchange exchange;
  private final StreamSinkChannel sink;
  private final BodyBudget memory;
  private final Principal principal;
  private final long epoch;
  private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>();
  private Stage stage = Stage.FIRST_ROWS;
  private ByteBuffer current;
  private long joinAfter;
  private long heldBytes;
  private long progressNs = System.nanoTime();
  private boolean flushed = true;
  private volatile long pendingBytes;

  EventStream(
      FeedQuery query,
      FeedLane lane,
      HttpServerExchange exchange,
      BodyBudget memory,
      Principal principal,
      long epoch) {
    super(query, lane);
    this.exchange = exchange;
    this.memory = memory;
    this.principal = principal;
    this.epoch = epoch;
    exchange.setStatusCode(200);
    exchange
        .getResponseHeaders()
        .put(Headers.CONTENT_TYPE, MediaTypes.EVENTS)
        .put(Headers.CACHE_CONTROL, "no-store")
        .put(ACCEL, "no");
    this.sink = exchange.getResponseChannel();
    sink.getWriteSetter().set(this);
  }

  /** Sends the first rows, if any, and then everything after a sequence. */
  void start(List<Frame> first, long afterSequence) {
    joinAfter = afterSequence;
    lane().tend(this, exchange.getIoThread());
    lane().enter(this);
    add(comment("after " + epoch + ":" + afterSequence));
    for (Frame frame : first) {
      heldBytes += frame.length();
      add(frame.event());
    }
    memory.take(heldBytes);
    flush();
  }

  private static ByteBuffer comment(String text) {
    return ByteBuffer.wrap((": " + text + "\n\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  protected void offer(Frame frame) {
    if (stage == Stage.ENDING) {
      return;
    }
    add(frame.event());
    if (pendingBytes > lane().hub().limits().maxPendingBytes()) {
      lane().hub().counters().cutOff();
      cutOff("this subscription", lane().hub().limits().maxPendingBytes());
    }
  }

  /** Appends to the queue; the first in it does not count as waiting. */
  private void add(ByteBuffer event) {
    if (current == null && queue.isEmpty()) {
      current = event;
      progressNs = System.nanoTime();
    } else {
      queue.add(event);
      waits(event.remaining());
    }
  }

  private ByteBuffer next() {
    ByteBuffer event = queue.poll();
    if (event != null) {
      waits(-event.remaining());
    }
    return event;
  }

  /** First rows are counted elsewhere, as memory of replies; nothing is offered while they last. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: this IO thread
  private void waits(long moreBytes) {
    if (stage != Stage.FIRST_ROWS) {
      pendingBytes += moreBytes;
      lane().backlog().add(moreBytes);
    }
  }

  @Override
  protected boolean mayRead(String table) {
    return principal.mayRead(table);
  }

  @Override
  protected long pendingBytes() {
    return pendingBytes;
  }

  @Override
  public void handleEvent(StreamSinkChannel channel) {
    flush();
  }

  @Override
  protected void flush() {
    if (stage == Stage.ENDED) {
      return;
    }
    try {
      while (current != null) {
        if (sink.write(current) == 0) {
          sink.resumeWrites();
          return;
        }
        progressNs = System.nanoTime();
        flushed = false;
        if (!current.hasRemaining()) {
          current = next();
        }
      }
      finishSending();
    } catch (IOException e) {
      LOG.debug("a subscriber has gone", e);
      close();
    }
  }

  private void finishSending() throws IOException {
    if (stage == Stage.ENDING) {
      sink.shutdownWrites();
      flushed = false;
    }
    if (!flushed) {
      flushed = sink.flush();
    }
    if (!flushed) {
      sink.resumeWrites();
      return;
    }
    sink.suspendWrites();
    if (stage == Stage.ENDING) {
      ended();
      exchange.endExchange();
    } else if (stage == Stage.FIRST_ROWS) {
      stage = Stage.FOLLOWING;
      giveMemory();
      lane().hub().join(this, joinAfter);
    }
  }

  private void giveMemory() {
    memory.give(heldBytes);
    heldBytes = 0;
  }

  @Override
  public void end(Problem reason) {
    if (stage == Stage.ENDING || stage == Stage.ENDED) {
      return;
    }
    forget();
    stage = Stage.ENDING;
    leave();
    progressNs = System.nanoTime();
    if (current != null && current.position() == 0) {
      current = null;
    }
    add(errorEvent(reason));
    flush();
  }

  /** What waits is not sent any more. */
  private void forget() {
    waits(-pendingBytes);
    queue.clear();
  }

  private static ByteBuffer errorEvent(Problem reason) {
    JsonWriter out = JsonWriters.create();
    out.writeAscii("event: error\ndata: ");
    ProblemJson.write(out, reason);
    out.writeAscii("\n\n");
    return ByteBuffer.wrap(out.toByteArray());
  }

  @Override
  public void sweep(long nowNs) {
    FeedLimits limits = lane().hub().limits();
    if (stage == Stage.ENDING) {
      if (nowNs - progressNs > LINGER_MS * NS_PER_MS) {
        close(); // its last words wait for a client who does not listen
      }
    } else if (!exchange.getConnection().isOpen()) {
      close();
    } else if (!principal.isValid(System.currentTimeMillis())) {
      end(Problem.of(ProblemType.UNAUTHENTICATED, "The credentials have ended."));
    } else if (current != null) {
      if (nowNs - progressNs > limits.stuckMs() * NS_PER_MS) {
        lane().hub().counters().cutOff();
        close();
      }
    } else if (nowNs - progressNs > limits.heartbeatMs() * NS_PER_MS) {
      long shown = lane().shownUpTo(this);
      String id = shown == 0 ? "" : "\nid: " + epoch + ":" + shown;
      add(ByteBuffer.wrap((": heartbeat" + id + "\n\n").getBytes(StandardCharsets.US_ASCII)));
      flush();
    }
  }

  /** Ends it without a word: nobody listens. */
  private void close() {
    if (stage != Stage.ENDED) {
      ended();
      IoUtils.safeClose(exchange.getConnection());
      exchange.endExchange();
    }
  }

  private void ended() {
    forget();
    stage = Stage.ENDED;
    current = null;
    giveMemory();
    leave();
    lane().untend(this);
  }
}
