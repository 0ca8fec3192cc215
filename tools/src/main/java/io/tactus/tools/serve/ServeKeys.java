package io.tactus.tools.serve;

import io.tactus.gateway.accesslog.AccessFormat;
import io.tactus.gateway.feed.FeedLimits;
import io.tactus.gateway.health.HealthLimits;
import io.tactus.gateway.http.HttpLimits;
import io.tactus.gateway.lane.QueryBounds;
import io.tactus.tools.settings.SettingKey;
import io.tactus.tools.settings.SettingKeys;
import io.tactus.tools.settings.SettingValues;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Every key of the server's configuration, in the order of the manual: where it listens and what it
 * serves, {@link EngineKeys}, how it deals with callers, {@link AccessKeys}. Defaults come from the
 * modules that use them, so that they stand in one place. Immutable.
 */
final class ServeKeys {

  private static final HttpLimits LIMITS = HttpLimits.DEFAULT;
  private static final FeedLimits FEEDS = FeedLimits.DEFAULT;
  private static final int MAX_INT = Integer.MAX_VALUE;

  private static final SettingKeys.Builder KEYS = new SettingKeys.Builder().section("server");

  static final SettingKey<InetSocketAddress> HTTP =
      KEYS.add(
          "http",
          "--http",
          "HOST:PORT",
          "Where to listen; port 0 picks a free one",
          "127.0.0.1:7070",
          ServeValues::address);
  static final SettingKey<String> DATA =
      KEYS.add("data", "--data", "DIR", "The data folder", "./data", SettingValues::text);
  static final SettingKey<String> PLUGINS =
      KEYS.add(
          "plugins", "--plugins", "DIR", "Load every plug-in jar of this folder", "", text -> text);
  static final SettingKey<List<String>> EXAMPLE =
      KEYS.add(
          "example",
          "--example",
          "NAME",
          "Load a plug-in that comes with Tactus: matchmaker|mishaps",
          "",
          SettingValues::list);

  static final SettingKey<Integer> IO_THREADS =
      KEYS.include(EngineKeys.ALL)
          .section("http")
          .add(
              "io_threads",
              "N",
              "Threads that parse, render and send",
              String.valueOf(ServeValues.DEFAULTS.ioThreads()),
              SettingValues.integer(1, 128));
  static final SettingKey<Integer> QUERY_WORKERS =
      KEYS.add(
          "query_workers",
          "N",
          "Threads for expensive reads",
          String.valueOf(ServeValues.DEFAULTS.queryWorkers()),
          SettingValues.integer(1, 128));
  static final SettingKey<Integer> QUERY_QUEUE =
      KEYS.add(
          "query_queue",
          "N",
          "Expensive reads that may wait",
          String.valueOf(ServeValues.DEFAULTS.queryQueue()),
          SettingValues.integer(1, 1 << 20));
  static final SettingKey<Integer> ROW_LIMIT =
      KEYS.add(
          "row_limit",
          "N",
          "Most rows of one reply; Content-Range shows when it was reached",
          String.valueOf(QueryBounds.DEFAULT.rowLimit()),
          SettingValues.integer(1, 100_000));
  static final SettingKey<Long> QUERY_WORK =
      KEYS.add(
          "query_work",
          "N",
          "Most rows one query may look at",
          String.valueOf(QueryBounds.DEFAULT.workLimit()),
          SettingValues.number(1, Long.MAX_VALUE / 2));
  static final SettingKey<Integer> MAX_PENDING =
      KEYS.add(
          "max_pending",
          "N",
          "Commands of one IO thread that may wait for their reply",
          String.valueOf(ServeValues.DEFAULTS.maxPendingPerIoThread()),
          SettingValues.integer(1, 1 << 20));
  static final SettingKey<Integer> MAX_BODY =
      KEYS.add(
          "max_body",
          "SIZE",
          "Largest request body; more is refused with 413",
          String.valueOf(LIMITS.maxBodyBytes()),
          SettingValues.intSize(1 << 10, 64 << 20));
  static final SettingKey<Integer> MAX_CONNECTIONS =
      KEYS.add(
          "max_connections",
          "N",
          "Open connections",
          String.valueOf(LIMITS.maxConnections()),
          SettingValues.integer(1, 1 << 20));
  static final SettingKey<Integer> CLOSE_TIMEOUT =
      KEYS.add(
          "close_timeout_ms",
          "MS",
          "How long stopping waits for requests in flight",
          String.valueOf(ServeValues.DEFAULTS.closeTimeoutMs()),
          SettingValues.integer(0, MAX_INT));

  static final SettingKey<Integer> FEED_SUBSCRIBERS =
      KEYS.section("feed")
          .add(
              "subscribers",
              "N",
              "Subscriptions to changes at once",
              String.valueOf(FEEDS.maxSubscribers()),
              SettingValues.integer(0, 1 << 20));
  static final SettingKey<Integer> FEED_BUFFER =
      KEYS.add(
          "buffer",
          "SIZE",
          "Events that may wait for one subscriber; who lets more pile up is cut off",
          String.valueOf(FEEDS.maxPendingBytes()),
          SettingValues.intSize(1 << 10, 1 << 28));
  static final SettingKey<Long> FEED_BUFFER_TOTAL =
      KEYS.add(
          "buffer_total",
          "SIZE",
          "Events that may wait for all subscribers together; beyond it those are cut off for whom"
              + " most waits",
          String.valueOf(FEEDS.maxPendingBytesInAll()),
          SettingValues.size(1 << 10, 1L << 40));
  static final SettingKey<Integer> FEED_FIRST_ROWS =
      KEYS.add(
          "first_rows",
          "N",
          "Most rows a subscription may begin with",
          String.valueOf(FEEDS.maxFirstRows()),
          SettingValues.integer(0, 1 << 24));

  static final SettingKey<Integer> HEALTH_SLOW =
      KEYS.section("health")
          .add(
              "slow_ms",
              "MS",
              "Not ready when commands wait and none was dealt with for so long",
              String.valueOf(HealthLimits.DEFAULT.slowMs()),
              SettingValues.integer(1, MAX_INT));
  static final SettingKey<Integer> HEALTH_STUCK =
      KEYS.add(
          "stuck_ms",
          "MS",
          "Not alive after so long; longer than the longest command, such as a change of schema",
          String.valueOf(HealthLimits.DEFAULT.stuckMs()),
          SettingValues.integer(1, MAX_INT));

  static final SettingKey<String> LOG_LEVEL =
      KEYS.section("log")
          .add(
              "level",
              "LEVEL",
              "Least important messages to log: trace|debug|info|warn|error",
              "info",
              ServeValues::logLevel);

  static final SettingKey<String> ACCESS_LOG =
      KEYS.add(
          "access",
          "FILE",
          "Note every request: stderr, or a file that may be rotated; empty: do not",
          "",
          text -> text);
  static final SettingKey<AccessFormat> ACCESS_FORMAT =
      KEYS.add(
          "access_format",
          SettingValues.choices(AccessFormat.class),
          "Lines of the access log: JSON objects, or Apache's combined format",
          SettingValues.written(AccessFormat.JSON),
          SettingValues.oneOf(AccessFormat.class));

  /** All of them. */
  static final SettingKeys ALL = KEYS.include(AccessKeys.ALL).build();

  private ServeKeys() {}
}
