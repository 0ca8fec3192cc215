package io.tactus.journal;

import io.tactus.journal.file.Disk;
import io.tactus.journal.record.RecordChecksum;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.segment.SegmentHeader;
import io.tactus.journal.segment.SegmentInfo;
import io.tactus.journal.segment.SegmentReader;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.journal.snapshot.SnapshotReader;
import java.util.List;
import java.util.Optional;
import org.agrona.collections.Long2LongHashMap;

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
  private final Disk disk;

  /** The last command there was when a sequence was voided; null before it was looked up. */
  private Long2LongHashMap voided;

  /** Of the journal on a disk, to which epochs are added only when it is opened. */
  SnapshotMatch(Disk disk) {
    this.disk = disk;
  }

  /**
   * Why a start would not go on from a snapshot with this journal; empty if it would, as far as
   * both tell.
   *
   * @param segments of the journal, oldest first
   * @throws JournalDamage if the snapshot's head or the beginning of an epoch does not check out
   * @throws JournalFailure if one of them cannot be read
   */
  Optional<String> problem(SnapshotInfo snapshot, List<SegmentInfo> segments) {
    SnapshotMeta meta = SnapshotReader.head(disk, snapshot.file());
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
    if (voided == null) {
      voided = readVoided(segments);
    }
    long stale = JournalScan.voidedSince(meta.sequence(), voided);
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

  private Long2LongHashMap readVoided(List<SegmentInfo> segments) {
    Long2LongHashMap found = new Long2LongHashMap(JournalScan.NOT_VOIDED);
    try (SegmentReader reader = new SegmentReader(disk, new RecordChecksum())) {
      for (int i = 1; i < segments.size(); i++) {
        if (segments.get(i).epoch() != segments.get(i - 1).epoch()) {
          reader.load(segments.get(i));
          readVoided(reader, segments.get(i).firstSequence() - 1, found);
        }
      }
    }
    return found;
  }

  /** The notes before the first command. */
  private static void readVoided(SegmentReader reader, long lastThen, Long2LongHashMap found) {
    RecordHeader header = reader.header();
    int at = SegmentHeader.SIZE_BYTES;
    while (reader.check(at) == SegmentReader.Status.VALID
        && !RecordType.isCommand(header.type())
        && header.type() != RecordType.SEAL) {
      if (header.type() == RecordType.VOID) {
        found.putIfAbsent(header.sequence(), lastThen);
      }
      at += header.alignedLength();
    }
  }
}
