package io.tactus.gateway;

import io.tactus.gateway.feed.FeedHub;
import io.tactus.gateway.http.HttpServer;
import io.tactus.gateway.http.Route;
import io.tactus.gateway.http.Router;
import io.tactus.gateway.lane.EngineLink;
import io.tactus.gateway.lane.QueryWorkers;
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

  private final GatewayConfig config;
  private final Entrance entrance;
  private final Router router;
  private final HttpServer server;
  private final EngineLink link;
  private final QueryWorkers workers;
  private final FeedHub feeds;
  private final CompletableFuture<Engine> ready = new CompletableFuture<>();

  private GatewayServer(
      GatewayConfig config,
      Entrance entrance,
      Router router,
      HttpServer server,
      EngineLink link,
      QueryWorkers workers,
      FeedHub feeds) {
    this.config = config;
    this.entrance = entrance;
    this.router = router;
    this.server = server;
    this.link = link;
    this.workers = workers;
    this.feeds = feeds;
  }

  static GatewayServer open(
      GatewayConfig config,
      Entrance entrance,
      Router router,
      HttpServer server,
      EngineLink link,
      QueryWorkers workers,
      FeedHub feeds,
      EngineSupplier supplier) {
    GatewayServer gateway =
        new GatewayServer(config, entrance, router, server, link, workers, feeds);
    Thread opener = new Thread(() -> gateway.openEngine(supplier), "tactus-recovery");
    opener.start();
    return gateway;
  }

  private void openEngine(EngineSupplier supplier) {
    try {
      Engine engine =
          supplier.open(
              (stage, done, of) -> link.progress(stage + " " + done + (of < 0 ? "" : " of " + of)));
      link.serve(engine);
      ready.complete(engine);
    } catch (Throwable e) {
      ready.completeExceptionally(e);
    }
  }

  /** Returns the address the port is bound to. */
  public InetSocketAddress address() {
    return server.address();
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
    return router.routes();
  }

  /** Returns why the engine failed or halted; null if it did not, or never opened. */
  public Throwable failure() {
    Engine engine = link.engine();
    return engine == null ? null : engine.failure();
  }

  /** Returns how many requests are in flight. */
  public int inFlight() {
    return server.inFlight();
  }

  /**
   * Refuses new requests with 503, answers those that are in flight, ends change feeds, closes the
   * port, then the engine. Waits for recovery to end if it is still under way.
   */
  @Override
  public void close() {
    link.startClosing();
    long deadlineNs = System.nanoTime() + config.closeTimeoutMs() * 1_000_000L;
    while (server.inFlight() > 0 && System.nanoTime() - deadlineNs < 0) {
      LockSupport.parkNanos(POLL_NS);
    }
    feeds.close();
    server.stop();
    workers.close();
    entrance.close();
    Engine engine = ready.exceptionally(failure -> null).join();
    if (engine != null) {
      engine.close();
    }
  }
}
