package io.tactus.perf.rig;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An Undertow that does nothing but answer the same bytes to everyone: the ceiling that the real
 * server is held against, measured in the same run on the same machine.
 */
public final class BareServer implements AutoCloseable {
  private static final int NOT_FOUND = 404;

  private final Undertow server;

  /**
   * What a method is answered with, always.
   *
   * @param contentType empty for none
   */
  public record Answer(int status, String contentType, String body) {}

  /** Answers GET with 200 and this text. */
  public BareServer(int ioThreads, String body, String contentType) {
    this(0, ioThreads, Map.of("GET", new Answer(200, contentType, body)));
  }

  /**
   * Starts on a loopback port.
   *
   * @param port 0 for a free one
   * @param ioThreads as many as the server it is compared with uses
   * @param answers by method; other methods get 404
   */
  public BareServer(int port, int ioThreads, Map<String, Answer> answers) {
    Map<HttpString, Answer> byMethod = new HashMap<>();
    Map<HttpString, ByteBuffer> bodies = new HashMap<>();
    answers.forEach(
        (method, answer) -> {
          HttpString name = new HttpString(method);
          byMethod.put(name, answer);
          byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
          bodies.put(name, ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
        });
    server =
        Undertow.builder()
            .addHttpListener(port, "127.0.0.1")
            .setIoThreads(ioThreads)
            .setWorkerThreads(1)
            .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
            .setHandler(
                exchange -> {
                  Answer answer = byMethod.get(exchange.getRequestMethod());
                  if (answer == null) {
                    exchange.setStatusCode(NOT_FOUND);
                    return;
                  }
                  exchange.setStatusCode(answer.status());
                  if (!answer.contentType().isEmpty()) {
                    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, answer.contentType());
                  }
                  if (!answer.body().isEmpty()) {
                    exchange
                        .getResponseSender()
                        .send(bodies.get(exchange.getRequestMethod()).duplicate());
                  }
                })
            .build();
    server.start();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
  }

  @Override
  public void close() {
    server.stop();
  }
}
