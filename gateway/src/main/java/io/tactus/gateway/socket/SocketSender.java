package io.tactus.gateway.socket;

import io.tactus.gateway.feed.Backlog;
import io.tactus.gateway.feed.FeedLimits;
import io.tactus.gateway.http.BodyBudget;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.XnioIoThread;

/**
 * The writing half of a WebSocket: one message on its way, the others in a queue. Undertow's own
 * queue has no bound, so it never holds more than that one.
 *
 * <p>Threading: its IO thread, but for {@link #pendingBytes()}.
 */
final class SocketSender implements WebSocketCallback<Void> {

  private static final Logger LOG = LoggerFactory.getLogger(SocketSender.class);
  private static final long NS_PER_MS = 1_000_000;
  private static final long LINGER_MS = 2_000;

  private final WebSocketChannel channel;
  private final BodyBudget memory;
  private final FeedLimits bounds;
  private final Backlog backlog;
  private final Runnable onRoom;
  private final ArrayDeque<Outgoing> queue = new ArrayDeque<>();
  private final Pongs pongs = new Pongs();
  private Runnable onClosed = () -> {};
  private Outgoing current;
  private ByteBuffer nextPong;
  private boolean pongUnderWay;
  private boolean inSend;
  private boolean closing;
  private boolean closed;
  private long waitingBytes;
  private long progressNs = System.nanoTime();
  private long pingedNs = System.nanoTime();
  private volatile long pendingBytes;

  SocketSender(
      WebSocketChannel channel,
      BodyBudget memory,
      FeedLimits bounds,
      Backlog backlog,
      Runnable onRoom) {
    this.channel = channel;
    this.memory = memory;
    this.bounds = bounds;
    this.backlog = backlog;
    this.onRoom = onRoom;
  }

  void onClosed(Runnable action) {
    onClosed = action;
    channel.addCloseTask(ignored -> lost());
  }

  XnioIoThread ioThread() {
    return channel.getIoThread();
  }

  /** Appends a message to the queue. */
  void add(Outgoing message) {
    if (closing || closed) {
      return;
    }
    queue.add(message);
    waitingBytes += message.length();
    if (message.counted()) {
      waits(message.length());
    } else {
      memory.take(message.length());
    }
  }

  /** Sends the next message if none is on its way. */
  void send() {
    if (inSend) {
      return; // a message was taken at once: the loop below goes on with the next
    }
    inSend = true;
    try {
      while (current == null && !queue.isEmpty() && !closed) {
        current = queue.poll();
        waitingBytes -= current.length();
        if (current.counted()) {
          waits(-current.length());
        }
        progressNs = System.nanoTime();
        WebSockets.sendText(current.text(), channel, this);
      }
    } finally {
      inSend = false;
    }
  }

  @Override
  public void complete(WebSocketChannel to, Void context) {
    if (!ioThread().equals(Thread.currentThread())) {
      ioThread().execute(() -> complete(to, null));
      return;
    }
    sent();
    if (!closed) {
      onRoom.run();
      send();
    }
  }

  private void sent() {
    if (current != null && !current.counted()) {
      memory.give(current.length());
    }
    current = null;
  }

  @Override
  public void onError(WebSocketChannel to, Void context, Throwable error) {
    LOG.debug("a client has gone", error);
    lost();
  }

  /**
   * Answers a ping. Of those that come while a pong is on its way only the last is answered (RFC
   * 6455, 5.5.3): whoever sends pings and reads nothing must not fill the memory with pongs.
   */
  void pong(ByteBuffer payload) {
    if (closing || closed) {
      return;
    }
    if (pongUnderWay) {
      nextPong = payload;
      return;
    }
    pongUnderWay = true;
    WebSockets.sendPong(payload, channel, pongs);
  }

  private final class Pongs implements WebSocketCallback<Void> {
    @Override
    public void complete(WebSocketChannel to, Void context) {
      if (!ioThread().equals(Thread.currentThread())) {
        ioThread().execute(() -> complete(to, null));
        return;
      }
      pongUnderWay = false;
      if (nextPong != null) {
        ByteBuffer next = nextPong;
        nextPong = null;
        pong(next);
      }
    }

    @Override
    public void onError(WebSocketChannel to, Void context, Throwable error) {
      SocketSender.this.onError(to, null, error);
    }
  }

  /** Bytes of notifications that wait behind the message on its way. Any thread. */
  long pendingBytes() {
    return pendingBytes;
  }

  /** Bytes of everything that waits. */
  long waitingBytes() {
    return waitingBytes;
  }

  boolean isEmpty() {
    return current == null && queue.isEmpty();
  }

  boolean isClosing() {
    return closing || closed;
  }

  /** Says goodbye with a reason; what waits is not sent any more. */
  void close(int code, String reason) {
    if (closing || closed) {
      return;
    }
    closing = true;
    forget();
    WebSockets.sendClose(new CloseMessage(code, reason), channel, null);
    ioThread().executeAfter(this::lost, LINGER_MS, TimeUnit.MILLISECONDS);
    onClosed.run();
  }

  /** The client said goodbye; the answer to that is sent already. */
  void peerCloses() {
    if (!closing && !closed) {
      closing = true;
      forget();
      ioThread().executeAfter(this::lost, LINGER_MS, TimeUnit.MILLISECONDS);
      onClosed.run();
    }
  }

  /** The connection is gone, or is not worth waiting for. */
  void lost() {
    if (!ioThread().equals(Thread.currentThread())) {
      ioThread().execute(this::lost);
      return;
    }
    if (!closed) {
      boolean told = closing;
      closed = true;
      closing = true;
      forget();
      sent();
      IoUtils.safeClose(channel);
      if (!told) {
        onClosed.run();
      }
    }
  }

  private void forget() {
    for (Outgoing message : queue) {
      if (!message.counted()) {
        memory.give(message.length());
      }
    }
    queue.clear();
    waitingBytes = 0;
    waits(-pendingBytes);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: this IO thread
  private void waits(long moreBytes) {
    pendingBytes += moreBytes;
    backlog.add(moreBytes);
  }

  /** Sends pings, and gives up a client that takes nothing. */
  void sweep(long nowNs, long pingMs) {
    if (closed) {
      return;
    }
    if (current != null && nowNs - progressNs > bounds.stuckMs() * NS_PER_MS) {
      lost();
    } else if (!closing && current == null && nowNs - pingedNs > pingMs * NS_PER_MS) {
      pingedNs = nowNs;
      WebSockets.sendPing(ByteBuffer.allocate(0), channel, null);
    }
  }
}
