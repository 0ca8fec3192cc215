package io.tactus.gateway.metrics;

import static io.prometheus.metrics.model.snapshots.Unit.BYTES;
import static io.prometheus.metrics.model.snapshots.Unit.SECONDS;
import static io.tactus.gateway.metrics.MetricFamilies.NONE;

import io.tactus.gateway.lane.EngineLink;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.JournalStatistics;
import io.tactus.pipeline.RecoveryReport;
import io.tactus.pipeline.SnapshotStatistics;
import io.tactus.pipeline.disk.DiskLimits;
import io.tactus.pipeline.disk.DiskReport;
import java.util.Locale;

/** The journal, the disk under it, snapshots, and how the last start went. */
record DurabilityMetrics(EngineLink link) implements MetricSource {

  private static final double NS_PER_SECOND = 1e9;
  private static final double MS_PER_SECOND = 1e3;

  @Override
  public void collect(MetricFamilies out) {
    Engine engine = link.engine();
    if (engine != null) {
      journal(out, engine.journalStatistics());
      disk(out, engine.disk(), engine.config().diskLimits());
      snapshots(out, engine.snapshotStatistics(), engine.statistics().appliedSequence());
      recovery(out, engine.recovery());
    }
  }

  private static void journal(MetricFamilies out, JournalStatistics journal) {
    out.counter(
        "tactus_journal_written", BYTES, "Records written to the journal.", journal.writtenBytes());
    out.gauge(
        "tactus_journal_written_sequence",
        NONE,
        "The last sequence handed to the operating system.",
        journal.writtenSequence());
    out.gauge(
        "tactus_journal_forced_sequence",
        NONE,
        "The last sequence known to be on the disk.",
        journal.forcedSequence());
    out.gauge(
        "tactus_journal_failed",
        NONE,
        "1 once the journal failed: writes are refused until a restart.",
        journal.failed() ? 1 : 0);
  }

  private static void disk(MetricFamilies out, DiskReport disk, DiskLimits limits) {
    MetricFamilies.Values states =
        out.gauges("tactus_disk_state", NONE, "1 for the state the data folder's disk is in.");
    for (DiskReport.State one : DiskReport.State.values()) {
      states.add(one == disk.state() ? 1 : 0, "state", one.name().toLowerCase(Locale.ROOT));
    }
    states.end();
    if (disk.freeBytes() >= 0) {
      out.gauge(
          "tactus_disk_free", BYTES, "Room left on the data folder's disk.", disk.freeBytes());
    }
    out.gauge(
        "tactus_disk_refuse_below",
        BYTES,
        "With less room than this writes are refused.",
        limits.minFreeBytes());
    out.gauge(
        "tactus_disk_stalled",
        SECONDS,
        "How long the group commit under way has waited for the disk; 0 unless that is a stall.",
        disk.stalledNs() / NS_PER_SECOND);
  }

  private static void snapshots(
      MetricFamilies out, SnapshotStatistics snapshots, long appliedSequence) {
    out.counters("tactus_snapshots", NONE, "Snapshots, by how they ended.")
        .add(snapshots.taken(), "outcome", "taken")
        .add(snapshots.failed(), "outcome", "failed")
        .end();
    out.gauge(
        "tactus_snapshot_commands_behind",
        NONE,
        "Commands since the newest snapshot: what a start now would replay.",
        Math.max(0, appliedSequence - snapshots.newestSequence()));
    if (snapshots.newestAtMillis() > 0) {
      out.gauge(
          "tactus_snapshot_timestamp",
          SECONDS,
          "When the newest snapshot of this run was done, seconds since 1970.",
          snapshots.newestAtMillis() / MS_PER_SECOND);
      out.gauge(
          "tactus_snapshot_duration",
          SECONDS,
          "How long the newest snapshot took to write.",
          snapshots.newestMillis() / MS_PER_SECOND);
    }
    out.gauge(
        "tactus_snapshot_size",
        BYTES,
        "Size of the newest snapshot; 0 if it is of an earlier run.",
        snapshots.newestBytes());
    out.counter(
        "tactus_retention_failures",
        NONE,
        "Times that old snapshots or segments could not be let go.",
        snapshots.retentionFailed());
  }

  private static void recovery(MetricFamilies out, RecoveryReport recovery) {
    out.gauge(
        "tactus_recovery_duration",
        SECONDS,
        "How long recovery took at this start.",
        recovery.millis() / MS_PER_SECOND);
    out.gauge(
        "tactus_recovery_commands", NONE, "Commands replayed at this start.", recovery.commands());
    out.gauge(
        "tactus_recovery_snapshots_passed_over",
        NONE,
        "Unreadable snapshots this start passed over.",
        recovery.passedOver().size());
  }
}
