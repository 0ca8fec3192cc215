package io.tactus.perf.rig;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * An Undertow that does nothing but answer the same bytes to everyone: the ceiling that the real
 * server is held against, measured in the same run on the same machine.
 */
public final class BareServer implements AutoCloseable {
  private final Undertow server;

  /**
   * Starts on a free loopback port.
   *
   * @param ioThreads as many as the server it is compared with uses
   * @param body bytes of every reply
   * @param contentType Content-Type of every reply
   */
  public BareServer(int ioThreads, byte[] body, String contentType) {
    ByteBuffer shared = ByteBuffer.allocateDirect(body.length).put(body).flip();
    server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setIoThreads(ioThreads)
            .setWorkerThreads(1)
            .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
            .setHandler(
                exchange -> {
                  exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType);
                  exchange.getResponseSender().send(shared.duplicate());
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
