package io.tactus.journal.snapshot;

import io.tactus.journal.file.Disk;
import java.util.List;
import java.util.Optional;

/** The snapshots of a data folder. Threading: any thread; one at a time for {@link #keep}. */
@SuppressWarnings("DoNotCallSuggester")
public final class SnapshotFolder {

  public SnapshotFolder(Disk disk) {
    java.util.Objects.requireNonNull(disk);
  }

  /** All snapshots by name, newest first; their contents are not looked at. */
  public List<SnapshotInfo> list() {
    throw new UnsupportedOperationException();
  }

  /** The newest snapshot at or before a sequence whose every byte checks out. */
  public Optional<SnapshotInfo> newestValid(long atMostSequence) {
    throw new UnsupportedOperationException();
  }

  /**
   * Keeps the newest {@code count} snapshots that check out and deletes what is older than those,
   * oldest first. Deletes nothing while there are fewer good ones.
   *
   * @param count 1 or more
   * @return the sequence of the oldest good snapshot kept: the journal must be kept from the next
   *     one on. 0 if there is no good snapshot, so keep everything
   */
  public long keep(int count) {
    throw new UnsupportedOperationException();
  }
}
