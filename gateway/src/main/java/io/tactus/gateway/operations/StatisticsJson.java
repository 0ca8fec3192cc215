package io.tactus.gateway.operations;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;
import com.sun.management.ThreadMXBean;
import io.tactus.gateway.feed.FeedHub;
import io.tactus.gateway.health.DrillNotice;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.QueryWorkers;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineStatistics;
import io.tactus.pipeline.RecoveryReport;
import io.tactus.pipeline.SnapshotStatistics;
import io.tactus.pipeline.change.ChangeLog;
import io.tactus.pipeline.disk.DiskLimits;
import io.tactus.pipeline.disk.DiskReport;
import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.StoreStatistics;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.Version;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Writes {@code /stats}: counters, and percentiles per operation and stage in microseconds. Always
 * with the maximum; nothing is ever averaged.
 *
 * <p>Threading: the thread that answers.
 */
final class StatisticsJson {

  private static final double NS_PER_MICRO = 1_000;

  /**
   * What all threads together have allocated: how much work makes garbage, and how much does not.
   */
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final JsonWriter out;
  private final DrillNotice drill;

  StatisticsJson(JsonWriter out, DrillNotice drill) {
    this.out = out;
    this.drill = drill;
  }

  /**
   * Writes the document.
   *
   * @param version pinned; the state hash is of this one version
   */
  void write(
      Engine engine,
      Version version,
      List<Lane> lanes,
      QueryWorkers workers,
      List<OperationStatistics> statistics,
      FeedHub feeds) {
    EngineStatistics figures = engine.statistics();
    out.writeAscii("{\"status\":");
    out.writeString(engine.status().name().toLowerCase(Locale.ROOT));
    drill.write(out);
    number("sequence", figures.appliedSequence());
    number("tick", engine.tick());
    number("epoch", engine.epoch());
    number("appliedCommands", figures.appliedCommands());
    number("rejectedCommands", figures.rejectedCommands());
    number("batches", figures.batches());
    number("ticks", figures.ticks());
    number("idleTicks", figures.idleTicks());
    number("skippedTicks", figures.skippedTicks());
    number("ringDepth", figures.ringDepth());
    number("ringSlots", figures.ringSlots());
    number("heapAllocatedBytes", THREADS.getTotalThreadAllocatedBytes());
    number("queriesWaiting", workers.waiting());
    number("pendingCommands", lanes.stream().mapToLong(lane -> lane.pending().count()).sum());
    number("lateReplies", lanes.stream().mapToLong(lane -> lane.pending().lateReplies()).sum());
    out.writeAscii(",\"state\":{");
    state(version);
    out.writeAscii("},\"memory\":{");
    memory(engine.store().statistics());
    out.writeAscii("},\"recovery\":{");
    recovery(engine.recovery());
    out.writeAscii("},\"snapshots\":{");
    snapshots(engine.snapshotStatistics());
    out.writeAscii("},\"disk\":{");
    disk(engine.disk(), engine.config().diskLimits());
    out.writeAscii("},\"feeds\":{");
    feeds(feeds, engine.changes());
    out.writeAscii("},\"stages\":{");
    stages(figures);
    out.writeAscii("},\"operations\":{");
    operations(statistics);
    out.writeAscii("}}");
  }

  /** Rows and hash as {@code tactus replay hash} prints them for the same sequence. */
  private void state(Version version) {
    StateHashes hashes = Store.hashes(version);
    out.writeAscii("\"sequence\":");
    NumberConverter.serialize(version.sequence(), out);
    number("rows", hashes.rows());
    out.writeAscii(",\"hash\":\"");
    out.writeAscii(HexFormat.of().toHexDigits(hashes.userTotal()));
    out.writeByte((byte) '"');
  }

  /**
   * Pages count against the limit, frames are what they and their older versions take. A reader
   * that never lets go shows in {@code heldFrames}, {@code oldestPinnedVersion} and {@code
   * oldestPinnedMillis}: for how long there has been a newer version than that one, 0 if there is
   * none.
   */
  private void memory(StoreStatistics memory) {
    out.writeAscii("\"pages\":");
    NumberConverter.serialize(memory.logicalPages(), out);
    number("maxPages", memory.maxLogicalPages());
    number("pageBytes", Page.SIZE_BYTES);
    number("usedFrames", memory.usedFrames());
    number("maxFrames", memory.maxFrames());
    number("heldFrames", memory.heldFrames());
    number("pinnedReaders", memory.pinnedReaders());
    number("oldestPinnedVersion", memory.oldestPinnedVersion());
    long since = memory.heldSinceMicros() / 1000;
    number("oldestPinnedMillis", since == 0 ? 0 : Math.max(0, System.currentTimeMillis() - since));
  }

  /** Damaged snapshots stand in full in the log; here how many were passed over. */
  private void recovery(RecoveryReport report) {
    out.writeAscii("\"snapshotSequence\":");
    NumberConverter.serialize(report.snapshotSequence(), out);
    number("snapshotsPassedOver", report.passedOver().size());
    number("commands", report.commands());
    number("hashesCompared", report.hashesCompared());
    number("millis", report.millis());
  }

  private void snapshots(SnapshotStatistics figures) {
    out.writeAscii("\"taken\":");
    NumberConverter.serialize(figures.taken(), out);
    number("failed", figures.failed());
    number("skipped", figures.skipped());
    number("hurried", figures.hurried());
    number("newestSequence", figures.newestSequence());
    number("newestBytes", figures.newestBytes());
    number("newestMillis", figures.newestMillis());
    number("runningBytes", figures.runningBytes());
    number("retentionFailed", figures.retentionFailed());
    out.writeAscii(",\"lastFailure\":");
    out.writeString(figures.lastFailure());
  }

  /** {@code freeBytes} is -1 if the disk does not say. */
  private void disk(DiskReport disk, DiskLimits limits) {
    out.writeAscii("\"state\":");
    out.writeString(disk.state().name().toLowerCase(Locale.ROOT));
    number("freeBytes", disk.freeBytes());
    number("warnBelowBytes", limits.warnFreeBytes());
    number("refuseBelowBytes", limits.minFreeBytes());
    value("stalledMicros", disk.stalledNs() / NS_PER_MICRO);
  }

  /** Changes are kept after {@code oldestSequence}; {@code lag} counts commands. */
  private void feeds(FeedHub feeds, ChangeLog changes) {
    out.writeAscii("\"subscribers\":");
    NumberConverter.serialize(feeds.counters().subscribers(), out);
    number("connections", feeds.counters().connections());
    number("subscriptions", feeds.counters().subscriptions());
    number("topics", feeds.topics());
    number("events", feeds.counters().events());
    number("eventBytes", feeds.counters().eventBytes());
    number("cutOff", feeds.counters().cutOffs());
    number("lag", feeds.lag());
    number("oldestSequence", changes.oldestSequence());
  }

  private void stages(EngineStatistics figures) {
    boolean first = true;
    for (EngineStatistics.Stage stage : EngineStatistics.Stage.values()) {
      name(first, stage.name().toLowerCase(Locale.ROOT));
      first = false;
      boolean counts = stage == EngineStatistics.Stage.BATCH_COMMANDS;
      out.writeByte((byte) '{');
      percentiles(figures.histogram(stage), counts ? "" : "Micros", counts ? 1 : NS_PER_MICRO);
      out.writeByte((byte) '}');
    }
  }

  private void operations(List<OperationStatistics> statistics) {
    boolean first = true;
    for (Map.Entry<String, OperationSummary> entry :
        OperationStatistics.summaries(statistics).entrySet()) {
      OperationSummary summary = entry.getValue();
      name(first, entry.getKey());
      first = false;
      out.writeByte((byte) '{');
      percentiles(summary.latencyNs(), "Micros", NS_PER_MICRO);
      number("refused", summary.refused());
      number("failed", summary.failed());
      out.writeByte((byte) '}');
    }
  }

  private void percentiles(Histogram histogram, String unit, double divisor) {
    out.writeAscii("\"count\":");
    NumberConverter.serialize(histogram.getTotalCount(), out);
    value("p50" + unit, histogram.getValueAtPercentile(50) / divisor);
    value("p90" + unit, histogram.getValueAtPercentile(90) / divisor);
    value("p99" + unit, histogram.getValueAtPercentile(99) / divisor);
    value("p999" + unit, histogram.getValueAtPercentile(99.9) / divisor);
    value("p9999" + unit, histogram.getValueAtPercentile(99.99) / divisor);
    value("max" + unit, histogram.getMaxValue() / divisor);
  }

  private void name(boolean first, String name) {
    if (!first) {
      out.writeByte((byte) ',');
    }
    out.writeString(name);
    out.writeByte((byte) ':');
  }

  private void number(String name, long value) {
    out.writeByte((byte) ',');
    out.writeString(name);
    out.writeByte((byte) ':');
    NumberConverter.serialize(value, out);
  }

  private void value(String name, double value) {
    out.writeByte((byte) ',');
    out.writeString(name);
    out.writeByte((byte) ':');
    out.writeAscii(String.format(Locale.ROOT, "%.1f", value));
  }
}
