package io.tactus.gateway.socket;

import io.tactus.storage.json.JsonNode;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A client over the JDK's own WebSocket, which knows nothing of the server's library. */
final class SocketClient implements WebSocket.Listener, AutoCloseable {

  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final AtomicInteger messagesSent = new AtomicInteger();
  private final WebSocket socket;
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

  SocketClient(HttpClient http, InetSocketAddress address, String... headers) {
    WebSocket.Builder builder = http.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    URI uri = URI.create("ws://127.0.0.1:" + address.getPort() + "/ws");
    socket = builder.buildAsync(uri, this).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      text.setLength(0);
      messages.add(JsonNode.parse(bytes, 0, bytes.length));
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete("lost: " + error);
  }

  void send(String message) {
    sent =
        sent.thenCompose(done -> socket.sendText(message, true))
            .thenRun(messagesSent::incrementAndGet);
  }

  /** Returns how many messages the socket has taken. */
  int messagesSent() {
    return messagesSent.get();
  }

  void sendBinary() {
    sent = sent.thenCompose(done -> socket.sendBinary(ByteBuffer.allocate(3), true));
  }

  /** Sends a call; its reply comes among the messages. */
  void call(int id, String method, String params) {
    send(
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id
            + ",\"method\":\""
            + method
            + "\",\"params\":"
            + params
            + "}");
  }

  JsonNode next() {
    JsonNode message = poll(10_000);
    if (message == null) {
      throw new AssertionError("no message within ten seconds");
    }
    return message;
  }

  /** Returns the next message, which must be the reply to a call. */
  JsonNode reply(int id) {
    JsonNode message = next();
    if (message.member("id") == null || !message.member("id").text().equals("" + id)) {
      throw new AssertionError("not the reply to " + id + ": " + message);
    }
    return message;
  }

  /** Returns the parameters of the next message, which must be a notification of this event. */
  JsonNode change(String event) {
    JsonNode message = next();
    JsonNode params = message.member("params");
    if (params == null || !params.member("event").text().equals(event)) {
      throw new AssertionError("not " + event + ": " + message);
    }
    return params;
  }

  JsonNode poll(long timeoutMs) {
    try {
      return messages.poll(timeoutMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns code and reason of the server's close. */
  String closed() {
    return closed.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
