package io.tactus.pipeline.backup;

import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.segment.SegmentFolder;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a backup begins: good snapshots, of which none holds a command that was voided later, and
 * the journal from the oldest of them on.
 *
 * @param snapshots oldest first; none if the journal alone is all there is
 * @param sequence the oldest state that can be restored, 0 for the very beginning
 * @param scan of the journal behind that
 */
record BackupOrigin(List<SnapshotInfo> snapshots, long sequence, JournalScan scan) {

  BackupOrigin {
    snapshots = List.copyOf(snapshots);
  }

  /**
   * The newest good snapshot, or the beginning if there is none.
   *
   * @param from snapshots before this sequence are not used
   */
  static BackupOrigin newest(Disk disk, SnapshotFolder folder, long from) {
    long atMost = Long.MAX_VALUE;
    while (true) {
      List<SnapshotInfo> newest = folder.newestValid(from, atMost).stream().toList();
      long sequence = newest.isEmpty() ? 0 : newest.getFirst().sequence();
      JournalScan scan = JournalScan.scan(disk, sequence + 1);
      if (scan.voidedSince(sequence) == 0) {
        return new BackupOrigin(newest, sequence, scan);
      }
      atMost = sequence - 1;
    }
  }

  /**
   * All good snapshots, and the beginning if the journal reaches back to it.
   *
   * @param from snapshots before this sequence are not used
   */
  static BackupOrigin oldest(Disk disk, SnapshotFolder folder, long from) throws IOException {
    List<SnapshotInfo> good = new ArrayList<>(folder.validFrom(from));
    boolean fromTheBeginning = reachesTheBeginning(disk);
    while (true) {
      long sequence = fromTheBeginning || good.isEmpty() ? 0 : good.getFirst().sequence();
      JournalScan scan = JournalScan.scan(disk, sequence + 1);
      good.removeIf(snapshot -> scan.voidedSince(snapshot.sequence()) != 0);
      if (scan.voidedSince(sequence) == 0) {
        return new BackupOrigin(good, sequence, scan);
      }
    }
  }

  private static boolean reachesTheBeginning(Disk disk) throws IOException {
    return SegmentFolder.list(disk).stream().anyMatch(segment -> segment.firstSequence() == 1);
  }
}
