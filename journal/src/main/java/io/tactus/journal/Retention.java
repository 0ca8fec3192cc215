package io.tactus.journal;

import io.tactus.journal.snapshot.SnapshotFolder;

/**
 * Lets go of old snapshots and segments, and never of what recovery may need: the newest good
 * snapshots, and the journal from the oldest of them on.
 *
 * <p>Threading: the thread that takes the snapshots.
 *
 * @param keepSnapshots good snapshots to keep, 1 or more; 2 survive the loss of the newest
 */
public record Retention(int keepSnapshots) {

  public Retention {
    if (keepSnapshots < 1) {
      throw new IllegalArgumentException("snapshots to keep: " + keepSnapshots);
    }
  }

  /**
   * To be called after a snapshot. Reads the kept snapshots back in full before anything goes.
   *
   * @return segments let go
   */
  public int apply(SnapshotFolder snapshots, Journal journal) {
    long oldestKept = snapshots.keep(keepSnapshots);
    return oldestKept == 0 ? 0 : journal.retain(oldestKept + 1);
  }
}
