package io.tactus.pipeline.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.segment.SegmentFolder;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.backup.Restoration;
import io.tactus.pipeline.backup.RestoreEnvironment;
import io.tactus.pipeline.backup.RestorePoint;
import io.tactus.pipeline.backup.RestoreRefused;
import io.tactus.pipeline.backup.RestoreReport;
import io.tactus.pipeline.plugin.PluginStore;
import io.tactus.pipeline.recovery.Replay;
import io.tactus.pipeline.recovery.ReplayParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A restore: the history must hold the point exactly if there is a snapshot or a beginning before
 * it, and what comes of it must be what the model has at that point.
 *
 * <p>Threading: one thread.
 */
final class Restored {
  private final Disk source;
  private final List<Entry> history;
  private final long knownMicros;
  private final Coverage coverage;

  /**
   * @param source a folder, or a backup
   * @param history the commands it holds, or of which it holds a snapshot
   * @param knownMicros until when nothing more came, 0 if that is not known
   */
  Restored(Disk source, List<Entry> history, long knownMicros, Coverage coverage) {
    this.source = source;
    this.history = history;
    this.knownMicros = knownMicros;
    this.coverage = coverage;
  }

  /** Restores to a point; returns the commands up to there, or null if it was refused. */
  List<Entry> restore(RestorePoint point, Disk target, Defect defect, LongSupplier identities) {
    long last = lastBefore(point);
    boolean possible = last > 0 && !isBeyond(point) && canBeginBefore(last);
    long highestEpoch = highestEpoch();
    RestoreReport report;
    try {
      report =
          Restoration.run(
              source,
              target,
              defect.point(point),
              ProgressListener.SILENT,
              new RestoreEnvironment(identities, Audit.PLUGINS));
    } catch (RestoreRefused e) {
      assertFalse(possible, () -> point + " of " + history.size() + " refused: " + e.getMessage());
      coverage.count("restore refused");
      return null;
    }
    assertTrue(possible, () -> point + " of " + history.size() + " was to be refused");
    assertEquals(last, report.sequence(), () -> "restored to " + point);
    assertTrue(report.epoch() > highestEpoch, () -> "epoch of the restored log: " + report.epoch());
    coverage.count("restored to " + point.kind());
    List<Entry> kept = history.subList(0, Math.toIntExact(last));
    compare(kept, target);
    return kept;
  }

  /** The last command at or before a point, or 0. */
  private long lastBefore(RestorePoint point) {
    return history.stream()
        .filter(
            entry ->
                switch (point.kind()) {
                  case END -> true;
                  case SEQUENCE -> entry.sequence <= point.value();
                  case TICK -> entry.tick <= point.value();
                  case TIME -> entry.timestampMicros <= point.value();
                })
        .count();
  }

  private boolean isBeyond(RestorePoint point) {
    Entry last = history.getLast();
    return switch (point.kind()) {
      case END -> false;
      case SEQUENCE -> point.value() > last.sequence;
      case TICK -> point.value() > last.tick;
      case TIME -> point.value() > Math.max(last.timestampMicros, knownMicros);
    };
  }

  private boolean canBeginBefore(long sequence) {
    try {
      return SegmentFolder.list(source).stream().anyMatch(segment -> segment.firstSequence() == 1)
          || new SnapshotFolder(source)
              .list().stream().anyMatch(snapshot -> snapshot.sequence() <= sequence);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long highestEpoch() {
    long newest =
        new SnapshotFolder(source)
            .list().stream().mapToLong(SnapshotInfo::sequence).max().orElse(0);
    return JournalScan.scan(source, newest + 1).epoch();
  }

  private void compare(List<Entry> kept, Disk target) {
    Tape tape = new Tape();
    tape.become(kept);
    PluginStore plugins = new PluginStore(target).withBuiltIn(Audit.PLUGINS);
    try (Oracle oracle = new Oracle(tape, new Coverage());
        Replay replay = Replay.open(target, Long.MAX_VALUE, ReplayParts.of(0, plugins))) {
      oracle.settle();
      assertEquals(tape.last(), oracle.settled(), "commands whose outcome is known");
      replay.runTo(Long.MAX_VALUE, ProgressListener.SILENT);
      replay.checkAgrees();
      oracle.compare(replay.store());
    }
  }
}
