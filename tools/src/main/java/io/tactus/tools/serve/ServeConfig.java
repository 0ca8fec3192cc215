package io.tactus.tools.serve;

import io.tactus.gateway.GatewayConfig;
import io.tactus.gateway.accesslog.AccessLogConfig;
import io.tactus.gateway.feed.FeedLimits;
import io.tactus.gateway.health.HealthLimits;
import io.tactus.gateway.http.HttpLimits;
import io.tactus.gateway.lane.QueryBounds;
import io.tactus.journal.Durability;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.disk.DiskLimits;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.storage.page.Page;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.drill.Drill;
import io.tactus.tools.settings.Settings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a server is started with. Immutable. */
record ServeConfig(Path data, EngineConfig engine, GatewayConfig gateway, Drill drill) {

  /**
   * Puts it together.
   *
   * @param voidSequences commands an operator voids at this start
   * @param drills faults an operator orders for this run
   * @throws CommandFailure if values do not go together
   */
  static ServeConfig of(Settings settings, List<Long> voidSequences, List<String> drills) {
    try {
      Drill drill = Drill.parse(drills);
      requireLoopback(drill, settings.get(ServeKeys.HTTP));
      requireForces(drill, settings.get(EngineKeys.DURABILITY));
      return new ServeConfig(
          Path.of(settings.get(ServeKeys.DATA)),
          engine(settings, voidSequences),
          gateway(settings, drill),
          drill);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "settings do not go together: " + e.getMessage());
    }
  }

  private static void requireLoopback(Drill drill, InetSocketAddress address) {
    if (!drill.isNone() && !address.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "a drill is for a server nobody depends on: it needs a loopback address, such as"
              + " --http 127.0.0.1:7070");
    }
  }

  private static void requireForces(Drill drill, Durability durability) {
    if (!drill.goesWith(durability)) {
      throw new IllegalArgumentException(
          "journal-fails-at and force-takes are about commits that wait for the disk, and those of"
              + (" --durability " + durability + " do not: drill with --durability fsync"));
    }
  }

  private static EngineConfig engine(Settings settings, List<Long> voidSequences) {
    EngineConfig.Builder engine =
        EngineConfig.builder()
            .durability(settings.get(EngineKeys.DURABILITY))
            .segmentBytes(settings.get(EngineKeys.SEGMENT_BYTES))
            .ringSlots(settings.get(EngineKeys.RING_SLOTS))
            .slotBytes(settings.get(EngineKeys.SLOT_BYTES))
            .largeBuffers(settings.get(EngineKeys.LARGE_BUFFERS))
            .maxCommandBytes(settings.get(EngineKeys.MAX_COMMAND))
            .replyRingBytes(settings.get(EngineKeys.REPLY_RING))
            .maxBatch(settings.get(EngineKeys.MAX_BATCH))
            .layout(settings.get(EngineKeys.LAYOUT))
            .waitStrategy(settings.get(EngineKeys.WAIT_STRATEGY))
            .applyMode(settings.get(EngineKeys.APPLY))
            .tickRateHz(settings.get(EngineKeys.TICK_RATE))
            .maxLogicalPages(settings.get(EngineKeys.STATE) / Page.SIZE_BYTES)
            .workBudget(settings.get(EngineKeys.WORK_BUDGET))
            .resultLimitBytes(settings.get(EngineKeys.RESULT_LIMIT))
            .maxFrames(settings.get(EngineKeys.FRAMES) / Page.SIZE_BYTES)
            .snapshotEveryCommands(settings.get(EngineKeys.SNAPSHOT_EVERY))
            .snapshotEveryMs(settings.get(EngineKeys.SNAPSHOT_INTERVAL))
            .snapshotEveryJournalBytes(settings.get(EngineKeys.SNAPSHOT_JOURNAL))
            .historyKeptMs(settings.get(EngineKeys.HISTORY_KEPT))
            .historyMaxBytes(settings.get(EngineKeys.HISTORY_MAX))
            .snapshotsKept(settings.get(EngineKeys.SNAPSHOTS_KEPT))
            .snapshotBytesPerSecond(settings.get(EngineKeys.SNAPSHOT_RATE))
            .hashEveryCommands(settings.get(EngineKeys.HASH_EVERY))
            .changeLogBytes(settings.get(EngineKeys.CHANGE_LOG))
            .diskLimits(
                new DiskLimits(
                    settings.get(EngineKeys.DISK_WARN),
                    settings.get(EngineKeys.DISK_REFUSE),
                    settings.get(EngineKeys.DISK_STALL) * 1_000_000L,
                    DiskLimits.DEFAULT.checkEveryNs()));
    int workers = settings.get(EngineKeys.PARALLEL_WORKERS);
    if (workers >= 0) { // else as many as the engine finds right for this machine
      engine.parallelWorkers(workers);
    }
    voidSequences.forEach(engine::voidSequence);
    for (Path jar : PluginJars.find(settings.get(ServeKeys.PLUGINS))) {
      engine.plugin(new PluginSource.Jar(jar));
    }
    for (String example : settings.get(ServeKeys.EXAMPLE)) {
      engine.plugin(new PluginSource.Jar(PluginJars.example(example)));
    }
    return engine.build();
  }

  private static GatewayConfig gateway(Settings settings, Drill drill) {
    return GatewayConfig.builder(settings.get(ServeKeys.HTTP))
        .ioThreads(settings.get(ServeKeys.IO_THREADS))
        .queryWorkers(settings.get(ServeKeys.QUERY_WORKERS))
        .queryQueue(settings.get(ServeKeys.QUERY_QUEUE))
        .maxPendingPerIoThread(settings.get(ServeKeys.MAX_PENDING))
        .closeTimeoutMs(settings.get(ServeKeys.CLOSE_TIMEOUT))
        .queries(queries(settings))
        .http(http(settings))
        .access(ServeAccess.config(settings))
        .tls(ServeAccess.tls(settings))
        .feeds(feeds(settings))
        .health(
            new HealthLimits(
                settings.get(ServeKeys.HEALTH_SLOW), settings.get(ServeKeys.HEALTH_STUCK)))
        .accessLog(accessLog(settings))
        .drill(drill.text())
        .build();
  }

  private static Optional<AccessLogConfig> accessLog(Settings settings) {
    String target = settings.get(ServeKeys.ACCESS_LOG);
    if (target.isBlank()) {
      return Optional.empty();
    }
    Optional<Path> file = target.equals("stderr") ? Optional.empty() : Optional.of(Path.of(target));
    return Optional.of(new AccessLogConfig(file, settings.get(ServeKeys.ACCESS_FORMAT)));
  }

  private static HttpLimits http(Settings settings) {
    return HttpLimits.builder()
        .maxBodyBytes(settings.get(ServeKeys.MAX_BODY))
        .maxConnections(settings.get(ServeKeys.MAX_CONNECTIONS))
        .build();
  }

  private static FeedLimits feeds(Settings settings) {
    return FeedLimits.builder()
        .maxSubscribers(settings.get(ServeKeys.FEED_SUBSCRIBERS))
        .maxPendingBytes(settings.get(ServeKeys.FEED_BUFFER))
        .maxPendingBytesInAll(settings.get(ServeKeys.FEED_BUFFER_TOTAL))
        .maxFirstRows(settings.get(ServeKeys.FEED_FIRST_ROWS))
        .build();
  }

  private static QueryBounds queries(Settings settings) {
    QueryBounds defaults = QueryBounds.DEFAULT;
    return new QueryBounds(
        settings.get(ServeKeys.ROW_LIMIT),
        defaults.windowLimit(),
        settings.get(ServeKeys.QUERY_WORK),
        defaults.inlineCost(),
        defaults.maxBytes());
  }
}
