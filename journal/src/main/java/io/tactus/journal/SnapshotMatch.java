package io.tactus.journal;

import io.tactus.journal.file.Disk;
import io.tactus.journal.segment.SegmentInfo;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.journal.snapshot.SnapshotReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells snapshots that do not go with a journal from those that do, without reading what lies
 * behind them: by the headers of the segments, and by the beginnings of epochs. What a start voids
 * it notes there, behind the OPEN record and before any command.
 *
 * <pre>
 *   S1        S2                S3
 *   ├── … ────┼─────┤ SEAL  OPEN VOID CONFIG …     S2 holds the command if it lies before S2
 *     epoch 1          epoch 2
 * </pre>
 *
 * <p>Threading: one at a time.
 */
final class SnapshotMatch {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotMatch.class);

  private final Disk disk;
  private final EpochNotes notes;

  /** Of the journal on a disk, to which epochs are added only when it is opened. */
  SnapshotMatch(Disk disk) {
    this.disk = disk;
    this.notes = new EpochNotes(disk);
  }

  /**
   * The snapshots that a start would go on from with this journal, as far as both tell.
   *
   * @param snapshots newest first
   * @param segments of the journal, oldest first
   */
  OwnSnapshots own(List<SnapshotInfo> snapshots, List<SegmentInfo> segments) {
    EpochNotes.Found found = notes.read(segments);
    List<SnapshotInfo> own = new ArrayList<>();
    for (SnapshotInfo snapshot : snapshots) {
      Optional<String> problem = problem(snapshot, segments, found);
      if (problem.isPresent()) {
        LOG.warn("a snapshot does not count: {}", problem.get());
      } else if (snapshot.sequence() <= found.unknownTo()) {
        return new OwnSnapshots(own, Optional.of(snapshot), found.failure());
      } else {
        own.add(snapshot);
      }
    }
    return new OwnSnapshots(own, Optional.empty(), null);
  }

  /** Why a start would not go on from a snapshot; empty if nothing that was read says so. */
  private Optional<String> problem(
      SnapshotInfo snapshot, List<SegmentInfo> segments, EpochNotes.Found found) {
    SnapshotMeta meta;
    try {
      meta = SnapshotReader.head(disk, snapshot.file());
    } catch (JournalDamage | JournalFailure e) {
      LOG.warn("the head of a snapshot cannot be read", e);
      return problem(snapshot, "its head cannot be read");
    }
    if (meta.logId() != segments.getLast().logId()) {
      return problem(snapshot, "it belongs to another log than the journal");
    }
    if (meta.sequence() + 1 < segments.getFirst().firstSequence()) {
      return problem(snapshot, "the journal begins only at " + segments.getFirst().firstSequence());
    }
    long epoch = epochOf(meta.sequence(), segments);
    if (epoch != 0 && epoch != meta.epoch()) {
      return problem(snapshot, "it is of epoch " + meta.epoch() + ", the journal of " + epoch);
    }
    long stale = JournalScan.voidedSince(meta.sequence(), found.voided());
    return stale == 0 ? Optional.empty() : Optional.of(JournalScan.whyStale(disk, snapshot, stale));
  }

  private Optional<String> problem(SnapshotInfo snapshot, String what) {
    return Optional.of(disk.describe(snapshot.file()) + ": " + what);
  }

  /** 0 if the journal does not hold the sequence. */
  private static long epochOf(long sequence, List<SegmentInfo> segments) {
    for (SegmentInfo segment : segments.reversed()) {
      if (segment.firstSequence() <= sequence) {
        return segment.epoch();
      }
    }
    return 0;
  }
}
