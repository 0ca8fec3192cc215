package io.tactus.journal;

import io.tactus.journal.snapshot.SnapshotInfo;
import java.util.List;
import java.util.Optional;

/**
 * The snapshots of a folder that a start would go on from with its journal, as far as the heads of
 * the snapshots and the beginnings of epochs tell.
 *
 * @param known newest first, down to where nothing tells any more
 * @param unknown the next one, of which nothing tells: the beginning of a later epoch is damaged or
 *     cannot be read. Empty if there is none
 * @param failure why nothing tells: {@link JournalDamage} or {@link JournalFailure}; null if {@code
 *     unknown} is empty
 */
record OwnSnapshots(
    List<SnapshotInfo> known, Optional<SnapshotInfo> unknown, RuntimeException failure) {
  OwnSnapshots {
    known = List.copyOf(known);
  }
}
