package io.tactus.gateway;

import io.tactus.gateway.http.HttpLimits;
import io.tactus.gateway.lane.QueryBounds;
import java.net.InetSocketAddress;

/**
 * Settings of a gateway.
 *
 * @param address where to listen; port 0 picks a free one
 * @param ioThreads threads that parse, render and send; on two cores one is faster than two
 * @param queryWorkers threads for expensive reads
 * @param queryQueue expensive reads that may wait; more are refused
 * @param maxPendingPerIoThread commands of one IO thread that may wait for their reply
 * @param replyTimeoutMs after this a command without reply is answered with outcome_unknown
 * @param closeTimeoutMs how long closing waits for requests in flight
 * @param queries how much one query may do
 * @param http bounds of the HTTP side
 */
public record GatewayConfig(
    InetSocketAddress address,
    int ioThreads,
    int queryWorkers,
    int queryQueue,
    int maxPendingPerIoThread,
    int replyTimeoutMs,
    int closeTimeoutMs,
    QueryBounds queries,
    HttpLimits http) {

  private static final int REPLY_TIMEOUT_MS = 30_000;
  private static final int CLOSE_TIMEOUT_MS = 10_000;

  /** Returns the settings of a server nobody configured, but for its address. */
  public static GatewayConfig at(InetSocketAddress address) {
    return new GatewayConfig(
        address,
        1,
        1,
        64,
        8192,
        REPLY_TIMEOUT_MS,
        CLOSE_TIMEOUT_MS,
        QueryBounds.DEFAULT,
        HttpLimits.DEFAULT);
  }

  /** Returns a copy with another number of IO threads. */
  public GatewayConfig withIoThreads(int threads) {
    return new GatewayConfig(
        address,
        threads,
        queryWorkers,
        queryQueue,
        maxPendingPerIoThread,
        replyTimeoutMs,
        closeTimeoutMs,
        queries,
        http);
  }

  /** Returns a copy with other bounds of the HTTP side. */
  public GatewayConfig withHttp(HttpLimits limits) {
    return new GatewayConfig(
        address,
        ioThreads,
        queryWorkers,
        queryQueue,
        maxPendingPerIoThread,
        replyTimeoutMs,
        closeTimeoutMs,
        queries,
        limits);
  }

  /** Returns a copy with other times to wait for replies and for closing. */
  public GatewayConfig withTimeouts(int newReplyTimeoutMs, int newCloseTimeoutMs) {
    return new GatewayConfig(
        address,
        ioThreads,
        queryWorkers,
        queryQueue,
        maxPendingPerIoThread,
        newReplyTimeoutMs,
        newCloseTimeoutMs,
        queries,
        http);
  }

  /** Returns a copy with other bounds of queries. */
  public GatewayConfig withQueries(int workers, int queue, QueryBounds bounds) {
    return new GatewayConfig(
        address,
        ioThreads,
        workers,
        queue,
        maxPendingPerIoThread,
        replyTimeoutMs,
        closeTimeoutMs,
        bounds,
        http);
  }
}
