package io.tactus.gateway;

import io.tactus.gateway.access.AccessConfig;
import io.tactus.gateway.accesslog.AccessLogConfig;
import io.tactus.gateway.feed.FeedLimits;
import io.tactus.gateway.health.HealthLimits;
import io.tactus.gateway.http.HttpLimits;
import io.tactus.gateway.lane.QueryBounds;
import io.tactus.gateway.socket.SocketLimits;
import io.tactus.gateway.tls.TlsConfig;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Settings of a gateway; {@link #builder} has the defaults.
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
 * @param health when a standstill is a fault
 * @param accessLog where every request is noted, if that is wanted
 * @param drill the faults an operator has ordered, which /health and /stats tell; an empty string
 *     for none
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
    SocketLimits sockets,
    HealthLimits health,
    Optional<AccessLogConfig> accessLog,
    String drill) {

  /** Returns the settings of a server nobody configured, but for its address. */
  public static Builder builder(InetSocketAddress address) {
    return new Builder(address);
  }

  /** Collects settings; each method's name is that of the setting. One thread. */
  public static final class Builder {
    private final InetSocketAddress address;
    private int ioThreads = 1;
    private int queryWorkers = 1;
    private int queryQueue = 64;
    private int maxPendingPerIoThread = 8192;
    private int replyTimeoutMs = 30_000;
    private int closeTimeoutMs = 10_000;
    private QueryBounds queries = QueryBounds.DEFAULT;
    private HttpLimits http = HttpLimits.DEFAULT;
    private AccessConfig access = AccessConfig.OPEN;
    private Optional<TlsConfig> tls = Optional.empty();
    private FeedLimits feeds = FeedLimits.DEFAULT;
    private SocketLimits sockets = SocketLimits.DEFAULT;
    private HealthLimits health = HealthLimits.DEFAULT;
    private Optional<AccessLogConfig> accessLog = Optional.empty();
    private String drill = "";

    private Builder(InetSocketAddress address) {
      this.address = address;
    }

    public Builder ioThreads(int value) {
      ioThreads = value;
      return this;
    }

    public Builder queryWorkers(int value) {
      queryWorkers = value;
      return this;
    }

    public Builder queryQueue(int value) {
      queryQueue = value;
      return this;
    }

    public Builder maxPendingPerIoThread(int value) {
      maxPendingPerIoThread = value;
      return this;
    }

    public Builder replyTimeoutMs(int value) {
      replyTimeoutMs = value;
      return this;
    }

    public Builder closeTimeoutMs(int value) {
      closeTimeoutMs = value;
      return this;
    }

    public Builder queries(QueryBounds value) {
      queries = value;
      return this;
    }

    public Builder http(HttpLimits value) {
      http = value;
      return this;
    }

    public Builder access(AccessConfig value) {
      access = value;
      return this;
    }

    public Builder tls(Optional<TlsConfig> value) {
      tls = value;
      return this;
    }

    public Builder feeds(FeedLimits value) {
      feeds = value;
      return this;
    }

    public Builder sockets(SocketLimits value) {
      sockets = value;
      return this;
    }

    public Builder health(HealthLimits value) {
      health = value;
      return this;
    }

    public Builder accessLog(Optional<AccessLogConfig> value) {
      accessLog = value;
      return this;
    }

    public Builder drill(String value) {
      drill = value;
      return this;
    }

    /** Returns the settings. */
    public GatewayConfig build() {
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
          feeds,
          sockets,
          health,
          accessLog,
          drill);
    }
  }
}
