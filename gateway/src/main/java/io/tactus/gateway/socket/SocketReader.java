package io.tactus.gateway.socket;

import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reading half of a WebSocket. Threading: its IO thread. */
final class SocketReader extends AbstractReceiveListener {

  private static final Logger LOG = LoggerFactory.getLogger(SocketReader.class);
  private static final long NS_PER_MS = 1_000_000;

  private final WebSocketChannel channel;
  private final SocketLimits limits;
  private final Consumer<String> messages;
  private final SocketSender sender;
  private long heardNs = System.nanoTime();
  private boolean paused;

  SocketReader(
      WebSocketChannel channel,
      SocketLimits limits,
      Consumer<String> messages,
      SocketSender sender) {
    this.channel = channel;
    this.limits = limits;
    this.messages = messages;
    this.sender = sender;
  }

  void start() {
    channel.getReceiveSetter().set(this);
    channel.resumeReceives();
  }

  /** Stops reading, or goes on. */
  void pause(boolean pause) {
    if (pause == paused) {
      return;
    }
    paused = pause;
    heardNs = System.nanoTime();
    if (pause) {
      channel.suspendReceives();
    } else {
      channel.resumeReceives();
    }
  }

  /** Whether nothing was heard for too long, although somebody listened. */
  boolean isSilent(long nowNs) {
    return !paused && nowNs - heardNs > limits.idleMs() * NS_PER_MS;
  }

  @Override
  protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
    heardNs = System.nanoTime();
    if (!sender.isClosing()) {
      messages.accept(message.getData());
    }
  }

  @Override
  protected void onFullBinaryMessage(WebSocketChannel from, BufferedBinaryMessage message) {
    message.getData().free();
    sender.close(1003, "Messages are JSON in text frames.");
  }

  @Override
  protected void onFullPongMessage(WebSocketChannel from, BufferedBinaryMessage message)
      throws IOException {
    heardNs = System.nanoTime();
    super.onFullPongMessage(from, message);
  }

  @Override
  protected void onFullPingMessage(WebSocketChannel from, BufferedBinaryMessage message) {
    heardNs = System.nanoTime();
    var data = message.getData();
    ByteBuffer payload = WebSockets.mergeBuffers(data.getResource());
    data.free(); // a large buffer, however short the payload
    sender.pong(payload);
  }

  @Override
  protected void onCloseMessage(CloseMessage message, WebSocketChannel from) {
    LOG.debug("a client closes: {} {}", message.getCode(), PrintableText.of(message.getReason()));
    sender.peerCloses();
  }

  @Override
  protected void onError(WebSocketChannel from, Throwable error) {
    LOG.debug("a WebSocket is lost", error);
    sender.lost();
  }

  @Override
  protected long getMaxTextBufferSize() {
    return limits.maxMessageBytes();
  }

  @Override
  protected long getMaxBinaryBufferSize() {
    return limits.maxMessageBytes();
  }
}
