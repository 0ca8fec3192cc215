package io.tactus.tools.serve;

import io.tactus.gateway.accesslog.AccessFormat;
import io.tactus.gateway.feed.FeedLimits;
import io.tactus.gateway.health.HealthLimits;
import io.tactus.gateway.http.HttpLimits;
import io.tactus.gateway.lane.QueryBounds;
import io.tactus.journal.Durability;
import io.tactus.journal.JournalConfig;
import io.tactus.pipeline.ApplyMode;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.ThreadLayout;
import io.tactus.pipeline.WaitStrategyKind;
import io.tactus.pipeline.change.ChangeLog;
import io.tactus.storage.page.Page;
import io.tactus.storage.parallel.ParallelWorkers;
import io.tactus.tools.settings.SettingKey;
import io.tactus.tools.settings.SettingKeys;
import io.tactus.tools.settings.SettingValues;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Every key of the server's configuration. Defaults come from the modules that use them, so that
 * they stand in one place. Immutable.
 */
final class ServeKeys {

  private static final EngineConfig ENGINE = EngineConfig.builder().build();
  private static final HttpLimits LIMITS = HttpLimits.DEFAULT;
  private static final FeedLimits FEEDS = FeedLimits.DEFAULT;
  private static final int SLOWEST_HZ = 15;
  private static final int FASTEST_HZ = 120;
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

  static final SettingKey<Integer> TICK_RATE =
      KEYS.section("engine")
          .add(
              "tick_rate",
              "--tick-rate",
              "HZ",
              "Beats per second, 15 to 120",
              String.valueOf(ENGINE.tickRateHz()),
              SettingValues.integer(SLOWEST_HZ, FASTEST_HZ));
  static final SettingKey<ApplyMode> APPLY =
      KEYS.add(
          "apply",
          "--apply",
          SettingValues.choices(ApplyMode.class),
          "When commands show: as they come, or on the beat",
          SettingValues.written(ENGINE.applyMode()),
          SettingValues.oneOf(ApplyMode.class));
  static final SettingKey<ThreadLayout> LAYOUT =
      KEYS.add(
          "layout",
          SettingValues.choices(ThreadLayout.class),
          "Journal and apply on one thread, or on two",
          SettingValues.written(ENGINE.layout()),
          SettingValues.oneOf(ThreadLayout.class));
  static final SettingKey<WaitStrategyKind> WAIT_STRATEGY =
      KEYS.add(
          "wait_strategy",
          "NAME",
          "How consumers wait: " + SettingValues.choices(WaitStrategyKind.class),
          ENGINE.waitStrategy().configurationName(),
          SettingValues.oneOf(WaitStrategyKind.class));
  static final SettingKey<Integer> RING_SLOTS =
      KEYS.add(
          "ring_slots",
          "N",
          "Commands that may wait; a power of two",
          String.valueOf(ENGINE.ringSlots()),
          SettingValues.integer(64, 1 << 20));
  static final SettingKey<Integer> SLOT_BYTES =
      KEYS.add(
          "slot_bytes",
          "SIZE",
          "Largest command that fits a slot",
          String.valueOf(ENGINE.slotBytes()),
          SettingValues.intSize(64, 1 << 20));
  static final SettingKey<Integer> LARGE_BUFFERS =
      KEYS.add(
          "large_buffers",
          "N",
          "Larger commands that may wait",
          String.valueOf(ENGINE.largeBuffers()),
          SettingValues.integer(1, 1 << 16));
  static final SettingKey<Integer> MAX_COMMAND =
      KEYS.add(
          "max_command",
          "SIZE",
          "Largest command",
          String.valueOf(ENGINE.maxCommandBytes()),
          SettingValues.intSize(1 << 10, 64 << 20));
  static final SettingKey<Integer> MAX_BATCH =
      KEYS.add(
          "max_batch",
          "N",
          "Most commands of one group commit",
          String.valueOf(ENGINE.maxBatch()),
          SettingValues.integer(1, 1 << 20));
  static final SettingKey<Integer> REPLY_RING =
      KEYS.add(
          "reply_ring",
          "SIZE",
          "Room for replies of one IO thread; a power of two",
          String.valueOf(ENGINE.replyRingBytes()),
          SettingValues.intSize(1 << 12, 1 << 30));
  static final SettingKey<Integer> RESULT_LIMIT =
      KEYS.add(
          "result_limit",
          "SIZE",
          "Largest result of one command",
          String.valueOf(ENGINE.resultLimitBytes()),
          SettingValues.intSize(1024, 64 << 20));
  static final SettingKey<Long> WORK_BUDGET =
      KEYS.add(
          "work_budget",
          "N",
          "Rows one command may read and write",
          String.valueOf(ENGINE.workBudget()),
          SettingValues.number(1, Long.MAX_VALUE / 2));
  static final SettingKey<Integer> PARALLEL_WORKERS =
      KEYS.add(
          "parallel_workers",
          "N",
          "Threads that help procedures and large commands; -1 for one less than processors",
          "-1",
          SettingValues.integer(-1, ParallelWorkers.MAX_WORKERS));
  static final SettingKey<Integer> CHANGE_LOG =
      KEYS.add(
          "change_log",
          "SIZE",
          "Room for row changes kept for change feeds; a power of two",
          String.valueOf(ENGINE.changeLogBytes()),
          SettingValues.intSize(ChangeLog.MIN_BYTES, 1 << 30));

  static final SettingKey<Long> STATE =
      KEYS.section("memory")
          .add(
              "state",
              "SIZE",
              "Most memory the state may take; more is refused with 507",
              String.valueOf(ENGINE.maxLogicalPages() * Page.SIZE_BYTES),
              SettingValues.size(64L * Page.SIZE_BYTES, 1L << 42));
  static final SettingKey<Long> FRAMES =
      KEYS.add(
          "frames",
          "SIZE",
          "Most memory for the state and the versions readers hold; 0 for what the state needs",
          "0",
          SettingValues.size(0, 1L << 43));

  static final SettingKey<Durability> DURABILITY =
      KEYS.section("journal")
          .add(
              "durability",
              "--durability",
              SettingValues.choices(Durability.class),
              "What an answer to a write waits for",
              SettingValues.written(ENGINE.durability()),
              SettingValues.oneOf(Durability.class));
  static final SettingKey<Integer> SEGMENT_BYTES =
      KEYS.add(
          "segment_bytes",
          "SIZE",
          "Size of a journal segment",
          String.valueOf(ENGINE.segmentBytes()),
          SettingValues.intSize(JournalConfig.MIN_SEGMENT_BYTES, JournalConfig.MAX_SEGMENT_BYTES));
  static final SettingKey<Long> HASH_EVERY =
      KEYS.add(
          "hash_every",
          "N",
          "Record a state hash after at least N commands; 0: never",
          String.valueOf(ENGINE.hashEveryCommands()),
          SettingValues.number(0, Long.MAX_VALUE / 2));

  static final SettingKey<Long> DISK_WARN =
      KEYS.section("disk")
          .add(
              "warn_below",
              "SIZE",
              "Warn when the data folder's disk has less room than this",
              String.valueOf(ENGINE.diskLimits().warnFreeBytes()),
              SettingValues.size(0, Long.MAX_VALUE / 2));
  static final SettingKey<Long> DISK_REFUSE =
      KEYS.add(
          "refuse_below",
          "SIZE",
          "Refuse writes (read_only) while there is less room than this",
          String.valueOf(ENGINE.diskLimits().minFreeBytes()),
          SettingValues.size(0, Long.MAX_VALUE / 2));
  static final SettingKey<Integer> DISK_STALL =
      KEYS.add(
          "stall_ms",
          "MS",
          "Not ready while one group commit takes longer than this",
          String.valueOf(ENGINE.diskLimits().stallNs() / 1_000_000),
          SettingValues.integer(1, MAX_INT));

  static final SettingKey<Long> SNAPSHOT_EVERY =
      KEYS.section("snapshot")
          .add(
              "every",
              "N",
              "Take a snapshot after N commands; 0: never",
              String.valueOf(ENGINE.snapshotEveryCommands()),
              SettingValues.number(0, Long.MAX_VALUE / 2));
  static final SettingKey<Long> SNAPSHOT_INTERVAL =
      KEYS.add(
          "interval",
          "TIME",
          "Take a snapshot when commands came and the last is this old, such as 15m; 0: never",
          String.valueOf(ENGINE.snapshotEveryMs()),
          SettingValues::time);
  static final SettingKey<Long> SNAPSHOT_JOURNAL =
      KEYS.add(
          "journal",
          "SIZE",
          "Take a snapshot after so much journal; 0: never",
          String.valueOf(ENGINE.snapshotEveryJournalBytes()),
          SettingValues.size(0, Long.MAX_VALUE / 2));
  static final SettingKey<Integer> SNAPSHOTS_KEPT =
      KEYS.add(
          "kept",
          "N",
          "Good snapshots to keep in any case, and the journal behind them",
          String.valueOf(ENGINE.snapshotsKept()),
          SettingValues.integer(1, 1 << 16));
  static final SettingKey<Long> HISTORY_KEPT =
      KEYS.add(
          "history",
          "TIME",
          "How far back history is kept beyond that, such as 7d; 0: no farther",
          String.valueOf(ENGINE.historyKeptMs()),
          SettingValues::time);
  static final SettingKey<Long> HISTORY_MAX =
      KEYS.add(
          "history_max",
          "SIZE",
          "Snapshots and journal above which history goes before its time; 0: no bound",
          String.valueOf(ENGINE.historyMaxBytes()),
          SettingValues.size(0, Long.MAX_VALUE / 2));
  static final SettingKey<Long> SNAPSHOT_RATE =
      KEYS.add(
          "bytes_per_second",
          "SIZE",
          "How fast a snapshot may be written, and read back once; 0: no bound",
          String.valueOf(ENGINE.snapshotBytesPerSecond()),
          SettingValues.size(0, Long.MAX_VALUE / 2));

  static final SettingKey<Integer> IO_THREADS =
      KEYS.section("http")
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
