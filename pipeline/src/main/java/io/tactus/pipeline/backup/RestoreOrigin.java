package io.tactus.pipeline.backup;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.journal.snapshot.SnapshotReader;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.recovery.OtherSemantics;
import io.tactus.pipeline.recovery.PassedOver;
import io.tactus.pipeline.recovery.SnapshotContents;
import io.tactus.pipeline.recovery.SnapshotOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a restore takes its history from: the newest good snapshot at or before the point, or the
 * beginning, and the journal behind it.
 *
 * @param snapshot null for the beginning
 * @param meta null for the beginning
 * @param passedOver snapshots that were not used, with what is wrong
 */
record RestoreOrigin(
    Disk disk,
    SnapshotInfo snapshot,
    SnapshotMeta meta,
    JournalScan scan,
    List<PassedOver> passedOver) {

  /**
   * Finds it.
   *
   * @param knownMicros until when it is known that there was nothing more, 0 if that is not known
   * @throws RestoreRefused if the history does not hold the point
   * @throws JournalDamage if the journal is damaged before the point
   * @throws OtherSemantics if it was written under other rules
   */
  static RestoreOrigin find(
      Disk disk, RestorePoint point, long knownMicros, ProgressListener progress) {
    List<PassedOver> passedOver = new ArrayList<>();
    RestoreOrigin origin;
    try {
      origin = atSnapshot(disk, point, passedOver, progress);
      if (origin == null) {
        origin = atBeginning(disk, point, passedOver, progress);
      }
    } catch (JournalDamage e) {
      throw PassedOver.withReasons(e, passedOver);
    }
    long timeKnown = Math.max(origin.lastTimestampMicros(), knownMicros);
    if (point.isBeyond(origin.lastSequence(), origin.lastTick(), timeKnown)) {
      throw new RestoreRefused(
          point
              + " is later than the history: its newest point is "
              + RestorePoint.describe(
                  origin.lastSequence(), origin.lastTick(), origin.lastTimestampMicros()));
    }
    return origin;
  }

  /**
   * Builds the state of each snapshot it looks at, to know before anything is written which one is
   * good; the state of what was written is built again at the end of the restore, as a start would.
   */
  private static RestoreOrigin atSnapshot(
      Disk disk, RestorePoint point, List<PassedOver> passedOver, ProgressListener progress) {
    for (SnapshotInfo snapshot : new SnapshotFolder(disk).list()) {
      SnapshotMeta meta;
      try {
        meta = SnapshotReader.head(disk, snapshot.file());
        if (!point.includes(meta)) {
          continue;
        }
        OtherSemantics.refuse(
            disk.describe(snapshot.file()), meta.sequence(), meta.semanticsVersion());
        SnapshotContents.check(disk, snapshot, progress);
      } catch (JournalDamage e) {
        passedOver.add(PassedOver.damaged(snapshot, e));
        continue;
      } catch (JournalFailure e) {
        passedOver.add(PassedOver.unreadable(snapshot, e));
        continue;
      }
      JournalScan scan = scan(disk, snapshot.sequence(), point, progress);
      SnapshotOrigin.of(disk, snapshot, meta).check(scan);
      Optional<String> stale = scan.whyStale(snapshot);
      if (stale.isPresent()) {
        passedOver.add(PassedOver.stale(snapshot, stale.get()));
        continue;
      }
      return new RestoreOrigin(disk, snapshot, meta, scan, passedOver);
    }
    return null;
  }

  /**
   * Scans the journal behind a sequence. If it is damaged, and the point lies before the damage,
   * what comes later does not matter.
   */
  private static JournalScan scan(
      Disk disk, long afterSequence, RestorePoint point, ProgressListener progress) {
    try {
      return JournalScan.scan(
          disk,
          afterSequence + 1,
          (bytes, of) -> progress.onProgress(ProgressListener.Stage.CHECK, bytes, of));
    } catch (JournalDamage damage) {
      JournalScan before = JournalScan.scanToDamage(disk, afterSequence + 1);
      long last = Math.max(Math.max(0, afterSequence), before.lastSequence());
      if (point.isCertainlyBefore(last, before.lastTick(), before.lastTimestampMicros())) {
        return before;
      }
      throw last == 0 ? damage : beyond(damage, point, last);
    }
  }

  private static JournalDamage beyond(JournalDamage damage, RestorePoint point, long last) {
    return new JournalDamage(
        damage.file(),
        damage.offset(),
        damage.sequence(),
        damage.reason() + "; " + point + " is not known to lie before that",
        "What is before the damage can be restored: --at seq:" + last + " or any earlier point.");
  }

  private static RestoreOrigin atBeginning(
      Disk disk, RestorePoint point, List<PassedOver> passedOver, ProgressListener progress) {
    JournalScan scan = scan(disk, -1, point, progress);
    if (scan.lastSequence() == 0) {
      throw new RestoreRefused("there is no history in " + disk.describe("") + hint(passedOver));
    }
    if (scan.firstSequence() > 1) {
      throw new RestoreRefused(
          point
              + " is earlier than the history"
              + oldest(disk, scan, passedOver)
              + hint(passedOver));
    }
    return new RestoreOrigin(disk, null, null, scan, passedOver);
  }

  private static String oldest(Disk disk, JournalScan scan, List<PassedOver> passedOver) {
    List<SnapshotInfo> bad = passedOver.stream().map(PassedOver::snapshot).toList();
    for (SnapshotInfo snapshot : new SnapshotFolder(disk).list().reversed()) {
      if (snapshot.sequence() + 1 >= scan.firstSequence() && !bad.contains(snapshot)) {
        try {
          SnapshotMeta meta = new SnapshotFolder(disk).verify(snapshot);
          return ": its oldest point is "
              + RestorePoint.describe(meta.sequence(), meta.tick(), meta.timestampMicros());
        } catch (JournalDamage e) {
          // The next one may do.
          assert e != null;
        }
      }
    }
    return ", of which no snapshot is good";
  }

  private static String hint(List<PassedOver> passedOver) {
    return passedOver.isEmpty() ? "" : "; not used: " + PassedOver.reasons(passedOver);
  }

  /** The sequence of the snapshot, or 0. */
  long sequence() {
    return snapshot == null ? 0 : snapshot.sequence();
  }

  long lastSequence() {
    return Math.max(sequence(), scan.lastSequence());
  }

  private long lastTick() {
    return Math.max(meta == null ? 0 : meta.tick(), scan.lastTick());
  }

  private long lastTimestampMicros() {
    return Math.max(meta == null ? 0 : meta.timestampMicros(), scan.lastTimestampMicros());
  }

  /** The highest epoch anything in the folder is of. */
  long highestEpoch() {
    return new SnapshotFolder(disk)
        .list().stream().mapToLong(SnapshotInfo::epoch).reduce(scan.epoch(), Math::max);
  }
}
