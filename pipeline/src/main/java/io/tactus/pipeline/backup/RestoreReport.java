package io.tactus.pipeline.backup;

import io.tactus.storage.table.TableHash;
import java.util.List;

/**
 * What was restored, as its replay showed it.
 *
 * @param snapshotSequence the oldest state the restored folder reaches back to, 0 for the beginning
 * @param sequence its last command
 * @param tick the tick of that command
 * @param timestampMicros journal time of that command
 * @param epoch the log epoch it goes on with
 * @param hashesCompared recorded state hashes that were compared; all agreed
 * @param tables rows and hash of every table
 * @param passedOver snapshots that were not used, with what is wrong
 */
public record RestoreReport(
    long snapshotSequence,
    long sequence,
    long tick,
    long timestampMicros,
    long epoch,
    long hashesCompared,
    List<TableHash> tables,
    List<String> passedOver) {

  public RestoreReport {
    tables = List.copyOf(tables);
    passedOver = List.copyOf(passedOver);
  }
}
