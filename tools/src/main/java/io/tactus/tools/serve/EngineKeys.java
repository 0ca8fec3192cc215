package io.tactus.tools.serve;

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

/**
 * The keys of {@code [engine]}, {@code [memory]}, {@code [journal]}, {@code [disk]} and {@code
 * [snapshot]}: how commands are run, kept and taken up again, whoever they come from. All of them
 * become an {@link EngineConfig}, and their defaults are its own. Immutable.
 */
final class EngineKeys {

  private static final EngineConfig ENGINE = EngineConfig.builder().build();
  private static final int SLOWEST_HZ = 15;
  private static final int FASTEST_HZ = 120;

  private static final SettingKeys.Builder KEYS = new SettingKeys.Builder().section("engine");

  static final SettingKey<Integer> TICK_RATE =
      KEYS.add(
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
          SettingValues.integer(1, Integer.MAX_VALUE));

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

  /** All of them. */
  static final SettingKeys ALL = KEYS.build();

  private EngineKeys() {}
}
