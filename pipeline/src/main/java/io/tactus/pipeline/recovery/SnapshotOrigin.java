package io.tactus.pipeline.recovery;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.SnapshotMeta;

/** The snapshot a state comes from, and the log that one says it belongs to. Immutable. */
public record SnapshotOrigin(String file, long sequence, long logId, long epoch) {

  /** The origin a snapshot is. */
  public static SnapshotOrigin of(Disk disk, SnapshotInfo info, SnapshotMeta meta) {
    return new SnapshotOrigin(
        disk.describe(info.file()), meta.sequence(), meta.logId(), meta.epoch());
  }

  /**
   * Checks that a journal is the rest of the same history, as far as the journal tells.
   *
   * @throws JournalDamage if it is of another log, or has been on another branch of it by then
   */
  public void check(JournalScan scan) {
    if (scan.isEmpty()) {
      return;
    }
    long scanned = scan.epochOf(sequence);
    if (scan.logId() != logId) {
      throw foreign("the snapshot belongs to another log than the journal");
    }
    if (scanned != 0 && scanned != epoch) {
      throw foreign("the snapshot is of epoch " + epoch + ", the journal of epoch " + scanned);
    }
  }

  private JournalDamage foreign(String reason) {
    return new JournalDamage(
        file, 0, sequence, reason, "Remove it from the folder if the journal is the right one.");
  }
}
