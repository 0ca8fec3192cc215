package io.tactus.gateway.metrics;

import static io.tactus.gateway.metrics.MetricFamilies.NONE;

import io.prometheus.metrics.model.snapshots.Labels;
import io.tactus.gateway.accesslog.AccessLog;
import io.tactus.gateway.http.RequestPool;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.QueryWorkers;
import io.tactus.gateway.operations.OperationStatistics;
import io.tactus.gateway.operations.OperationSummary;
import io.tactus.gateway.operations.ProblemCounts;
import java.util.List;
import java.util.Map;

/**
 * Requests by route, and what waits in the gateway. Routes are the templates of the routing table;
 * requests for which there is none share an empty one.
 *
 * @param statistics one per IO thread
 * @param pools one per IO thread
 * @param lanes one per IO thread
 * @param log the access log, or null
 */
record HttpMetrics(
    List<OperationStatistics> statistics,
    ProblemCounts problems,
    List<RequestPool> pools,
    List<Lane> lanes,
    QueryWorkers workers,
    AccessLog log)
    implements MetricSource {

  @Override
  public void collect(MetricFamilies out) {
    Map<String, OperationSummary> summaries = OperationStatistics.summaries(statistics);
    OperationSummary socketCalls = summaries.remove(OperationStatistics.SOCKET_CALLS);
    requests(out, summaries);
    if (socketCalls != null) {
      out.times(
              "tactus_websocket_call_duration",
              "tactus_websocket_call_latency",
              "Messages with calls over WebSocket, from their arrival until the reply was queued")
          .add(socketCalls.latencyNs(), (double) socketCalls.sumNs(), Labels.EMPTY)
          .end();
    }
    MetricFamilies.Values refusals =
        out.counters(
            "tactus_problems", NONE, "Problems answered, by the stable name of the problem.");
    problems.counts().forEach((name, count) -> refusals.add(count, "problem", name));
    refusals.end();
    out.gauge(
        "tactus_http_requests_in_flight",
        NONE,
        "Requests between their headers and the last byte of their reply.",
        pools.stream().mapToInt(RequestPool::inFlight).sum());
    out.counter(
        "tactus_http_requests_turned_away",
        NONE,
        "Requests refused unread because as many as allowed were in flight.",
        pools.stream().mapToLong(RequestPool::turnedAway).sum());
    out.gauge(
        "tactus_pending_commands",
        NONE,
        "Commands that wait for their reply.",
        lanes.stream().mapToLong(lane -> lane.pending().count()).sum());
    out.counter(
        "tactus_late_replies",
        NONE,
        "Replies that came after outcome_unknown had been answered.",
        lanes.stream().mapToLong(lane -> lane.pending().lateReplies()).sum());
    out.gauge(
        "tactus_queries_waiting",
        NONE,
        "Expensive reads that wait for a worker.",
        workers.waiting());
    if (log != null) {
      out.counter(
          "tactus_access_log_dropped",
          NONE,
          "Lines of the access log that were dropped: too many at once, or it cannot be written.",
          log.dropped());
    }
  }

  private static void requests(MetricFamilies out, Map<String, OperationSummary> summaries) {
    MetricFamilies.Values counts =
        out.counters("tactus_http_requests", NONE, "Requests answered, by route and status.");
    MetricFamilies.Times times =
        out.times(
            "http_server_request_duration",
            "tactus_http_request_latency",
            "Requests, from the end of their headers until the socket took the last byte");
    for (OperationSummary summary : summaries.values()) {
      String method = summary.method();
      String route = summary.template();
      summary
          .byStatus()
          .forEach(
              (status, count) ->
                  counts.add(
                      count,
                      Labels.of(
                          "method", method, "route", route, "status", Integer.toString(status))));
      times.add(
          summary.latencyNs(),
          (double) summary.sumNs(),
          Labels.of("method", method, "route", route));
    }
    counts.end();
    times.end();
  }
}
