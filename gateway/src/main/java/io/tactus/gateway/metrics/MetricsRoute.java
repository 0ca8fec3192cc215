package io.tactus.gateway.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.tactus.gateway.accesslog.AccessLog;
import io.tactus.gateway.feed.FeedHub;
import io.tactus.gateway.health.HealthWatch;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.http.RequestPool;
import io.tactus.gateway.lane.EngineLink;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.QueryWorkers;
import io.tactus.gateway.operations.OperationStatistics;
import io.tactus.gateway.operations.ProblemCounts;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /metrics}: Prometheus' text format, or OpenMetrics if that is accepted. Also answered
 * while the engine recovers, with what is known then.
 *
 * <p>Threading: the IO thread of the request; figures are gathered on a thread of its own, because
 * that takes milliseconds.
 */
public final class MetricsRoute implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MetricsRoute.class);
  private static final int OK = 200;
  private static final int MAX_WAITING = 16;
  private static final int CLOSE_SECONDS = 10;

  private final ExpositionFormatWriter text = PrometheusTextFormatWriter.create();
  private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
  private final List<MetricSource> sources;
  private final ThreadPoolExecutor background;
  private PrometheusRegistry jvm;

  /**
   * Creates the handler.
   *
   * @param pools one per IO thread by the first request
   * @param statistics one per IO thread by the first request
   */
  public MetricsRoute(
      EngineLink link,
      HealthWatch health,
      FeedHub feeds,
      List<Lane> lanes,
      QueryWorkers workers,
      List<RequestPool> pools,
      List<OperationStatistics> statistics,
      ProblemCounts problems,
      AccessLog log) {
    this.sources =
        List.of(
            new HttpMetrics(statistics, problems, pools, lanes, workers, log),
            new HealthMetrics(health),
            new EngineMetrics(link),
            new StorageMetrics(link),
            new DurabilityMetrics(link),
            new FeedMetrics(feeds));
    this.background =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            MetricsRoute::thread);
    background.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable task) {
    return Thread.ofPlatform().daemon().name("tactus-metrics").unstarted(task);
  }

  /** Handles the request. */
  public void handle(Request request) {
    ExpositionFormatWriter format = format(request.joinedHeader("Accept"));
    if (request.isHead()) {
      request.response().header("Content-Type", format.getContentType()).empty(OK);
      return;
    }
    try {
      background.execute(() -> answer(request, format));
    } catch (RejectedExecutionException e) {
      throw ProblemType.QUEUE_FULL.refuse("Too many ask for metrics at once.");
    }
  }

  /** Plain text is what everything understands; OpenMetrics has to be asked for. */
  private ExpositionFormatWriter format(String accept) {
    return accept != null && openMetrics.accepts(accept) ? openMetrics : text;
  }

  private void answer(Request request, ExpositionFormatWriter format) {
    byte[] body;
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream(64 << 10);
      format.write(out, collect(), EscapingScheme.DEFAULT);
      body = out.toByteArray();
    } catch (IOException | RuntimeException | Error e) {
      // Also an Error: without an answer the exchange would stay open for ever.
      LOG.error("metrics could not be gathered", e);

      Problem problem = Problem.of(ProblemType.INTERNAL, "The server failed to gather metrics.");
      request.onIoThread(() -> request.refuse(problem));
      return;
    }
    request.onIoThread(
        () ->
            request.handle(
                () -> request.response().bytes(OK, format.getContentType(), body, body.length)));
  }

  private MetricSnapshots collect() {
    MetricFamilies families = new MetricFamilies();
    sources.forEach(source -> source.collect(families));
    if (jvm == null) {
      jvm = JvmMetricSources.registry();
    }
    List<MetricSnapshot> all = new ArrayList<>(families.all());
    jvm.scrape().forEach(all::add);
    return new MetricSnapshots(all);
  }

  /** Waits for a scrape under way: it reads the state. */
  @Override
  public void close() {
    background.shutdown();
    try {
      if (!background.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("metrics are still being gathered");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
