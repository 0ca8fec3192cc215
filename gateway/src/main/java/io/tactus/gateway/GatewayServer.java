package io.tactus.gateway;

import io.tactus.gateway.feed.FeedHub;
import io.tactus.gateway.http.HttpServer;
import io.tactus.gateway.http.Route;
import io.tactus.gateway.http.Router;
import io.tactus.gateway.lane.EngineLink;
import io.tactus.pipeline.Engine;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A running gateway and the engine behind it.
 *
 * <p>Threading: any thread; {@link #close} once.
 */
public final class GatewayServer implements AutoCloseable {

  private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(2);

  /**
   * What it is made of.
   *
   * @param readers stop what reads the state on threads of its own; run before the engine closes
   */
  record Parts(
      Entrance entrance,
      Router router,
      HttpServer server,
      EngineLink link,
      FeedHub feeds,
      List<Runnable> readers) {}

  private final GatewayConfig config;
  private final Parts parts;
  private final CompletableFuture<Engine> ready = new CompletableFuture<>();

  private GatewayServer(GatewayConfig config, Parts parts) {
    this.config = config;
    this.parts = parts;
  }

  static GatewayServer open(GatewayConfig config, Parts parts, EngineSupplier supplier) {
    GatewayServer gateway = new GatewayServer(config, parts);
    Thread opener = new Thread(() -> gateway.openEngine(supplier), "tactus-recovery");
    opener.start();
    return gateway;
  }

  private void openEngine(EngineSupplier supplier) {
    try {
      Engine engine = supplier.open(parts.link.progress());
      parts.link.serve(engine);
      ready.complete(engine);
    } catch (Throwable e) {
      ready.completeExceptionally(e);
    }
  }

  /** Returns the address the port is bound to. */
  public InetSocketAddress address() {
    return parts.server.address();
  }

  /**
   * Completes when the server serves, or with what kept the engine from opening; the port then goes
   * on answering 503 until {@link #close}.
   */
  public CompletableFuture<Engine> ready() {
    return ready;
  }

  /** Returns the table of routes, whole. */
  List<Route> routes() {
    return parts.router.routes();
  }

  /** Returns why the engine failed or halted; null if it did not, or never opened. */
  public Throwable failure() {
    Engine engine = parts.link.engine();
    return engine == null ? null : engine.failure();
  }

  /** Returns how many requests are in flight. */
  public int inFlight() {
    return parts.server.inFlight();
  }

  /**
   * Refuses new requests with 503, answers those that are in flight, ends change feeds, closes the
   * port, then the engine. Waits for recovery to end if it is still under way.
   */
  @Override
  public void close() {
    parts.link.startClosing();
    long deadlineNs = System.nanoTime() + config.closeTimeoutMs() * 1_000_000L;
    while (parts.server.inFlight() > 0 && System.nanoTime() - deadlineNs < 0) {
      LockSupport.parkNanos(POLL_NS);
    }
    parts.feeds.close();
    parts.server.stop();
    parts.readers.forEach(Runnable::run);
    parts.entrance.close();
    Engine engine = ready.exceptionally(failure -> null).join();
    if (engine != null) {
      engine.close();
    }
  }
}
