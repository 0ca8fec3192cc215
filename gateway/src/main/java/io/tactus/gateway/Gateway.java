package io.tactus.gateway;

import io.tactus.gateway.feed.FeedHub;
import io.tactus.gateway.health.DrillNotice;
import io.tactus.gateway.health.HealthRoutes;
import io.tactus.gateway.health.HealthWatch;
import io.tactus.gateway.http.HttpServer;
import io.tactus.gateway.http.RequestPool;
import io.tactus.gateway.http.Router;
import io.tactus.gateway.lane.EngineLink;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.QueryWorkers;
import io.tactus.gateway.metrics.MetricsRoute;
import io.tactus.gateway.operations.BackupRoute;
import io.tactus.gateway.operations.OperationStatistics;
import io.tactus.gateway.operations.OperationsRoutes;
import io.tactus.gateway.operations.ProblemCounts;
import java.util.ArrayList;
import java.util.List;

/** Starts the HTTP front: first the port, then the engine behind it. */
public final class Gateway {

  private Gateway() {}

  /**
   * Opens the port, which answers 503 {@code recovering}, and has the engine opened in the
   * background; {@link GatewayServer#ready()} tells how that went.
   *
   * @throws IllegalArgumentException if keys or certificates cannot be used, or the address is not
   *     a loopback one and everybody would be let in; nothing is opened then
   * @throws RuntimeException if the port cannot be opened; the engine is not touched then
   */
  public static GatewayServer start(GatewayConfig config, EngineSupplier supplier) {
    Entrance entrance = Entrance.open(config);
    EngineLink link = new EngineLink();
    QueryWorkers workers = new QueryWorkers(link, config.queryWorkers(), config.queryQueue());
    List<Lane> lanes = new ArrayList<>();
    List<OperationStatistics> statistics = new ArrayList<>();
    for (int i = 0; i < config.ioThreads(); i++) {
      lanes.add(
          new Lane(
              link,
              workers,
              config.queries(),
              config.maxPendingPerIoThread(),
              config.replyTimeoutMs()));
    }
    FeedHub feeds = new FeedHub(link, config.feeds(), lanes);
    List<RequestPool> pools = new ArrayList<>();
    ProblemCounts problems = new ProblemCounts();
    DrillNotice drill = new DrillNotice(config.drill());
    OperationsRoutes operations =
        new OperationsRoutes(link, lanes, workers, statistics, feeds, drill);
    HealthWatch health = new HealthWatch(link, config.health());
    MetricsRoute metrics =
        new MetricsRoute(
            link, health, feeds, lanes, workers, pools, statistics, problems, entrance.log());
    Router router =
        new Router(
            Routes.table(
                new HealthRoutes(link, health, drill),
                operations,
                new BackupRoute(link),
                metrics,
                feeds,
                config.sockets()));
    for (Lane lane : lanes) {
      OperationStatistics counts = new OperationStatistics(router.routes(), problems);
      statistics.add(counts);
      pools.add(
          new RequestPool(config.http(), router, lane, counts, entrance.access(), entrance.log()));
    }
    HttpServer server;
    try {
      server = HttpServer.start(config.address(), config.http(), pools, entrance.tls());
    } catch (RuntimeException e) {
      workers.close();
      entrance.close();
      throw e;
    }
    health.start();
    GatewayServer.Parts parts =
        new GatewayServer.Parts(
            entrance,
            router,
            server,
            link,
            feeds,
            List.of(workers::close, metrics::close, health::close));
    return GatewayServer.open(config, parts, supplier);
  }
}
