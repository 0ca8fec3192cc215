package io.tactus.gateway;

import io.tactus.gateway.access.AccessConfig;
import io.tactus.gateway.feed.FeedLimits;
import io.tactus.gateway.http.HttpLimits;
import io.tactus.gateway.lane.QueryBounds;
import io.tactus.gateway.socket.SocketLimits;
import io.tactus.gateway.tls.TlsConfig;
import java.net.InetSocketAddress;
import java.util.Optional;

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
 * @param access who may use it
 * @param tls its certificate, if it speaks TLS
 * @param feeds bounds of change feeds
 * @param sockets bounds of each WebSocket
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
    HttpLimits http,
    AccessConfig access,
    Optional<TlsConfig> tls,
    FeedLimits feeds,
    SocketLimits sockets) {

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
        HttpLimits.DEFAULT,
        AccessConfig.OPEN,
        Optional.empty(),
        FeedLimits.DEFAULT,
        SocketLimits.DEFAULT);
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
        http,
        access,
        tls,
        feeds,
        sockets);
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
        limits,
        access,
        tls,
        feeds,
        sockets);
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
        http,
        access,
        tls,
        feeds,
        sockets);
  }

  /** Returns a copy with other rules of access. */
  public GatewayConfig withAccess(AccessConfig newAccess, Optional<TlsConfig> newTls) {
    return new GatewayConfig(
        address,
        ioThreads,
        queryWorkers,
        queryQueue,
        maxPendingPerIoThread,
        replyTimeoutMs,
        closeTimeoutMs,
        queries,
        http,
        newAccess,
        newTls,
        feeds,
        sockets);
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
        http,
        access,
        tls,
        feeds,
        sockets);
  }

  /** Returns a copy with other bounds of change feeds and of each WebSocket. */
  public GatewayConfig withFeeds(FeedLimits newFeeds, SocketLimits newSockets) {
    return new GatewayConfig(
        address,
        ioThreads,
        queryWorkers,
        queryQueue,
        maxPendingPerIoThread,
        replyTimeoutMs,
        closeTimeoutMs,
        queries,
        http,
        access,
        tls,
        newFeeds,
        newSockets);
  }
}
