package io.tactus.journal.snapshot;

import io.tactus.journal.DataFolder;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snapshots of a data folder. Threading: any thread; one at a time for {@link #keep}. */
public final class SnapshotFolder {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotFolder.class);

  private final Disk disk;

  public SnapshotFolder(Disk disk) {
    this.disk = disk;
  }

  /** All snapshots by name, newest first; their contents are not looked at. */
  public List<SnapshotInfo> list() {
    List<SnapshotInfo> snapshots = new ArrayList<>();
    try {
      for (String name : disk.list(DataFolder.SNAPSHOTS)) {
        if (SnapshotName.parse(name, 0).isPresent()) {
          try (DiskFile file = disk.openReadOnly(SnapshotName.path(name))) {
            SnapshotName.parse(name, file.size()).ifPresent(snapshots::add);
          }
        }
      }
    } catch (IOException e) {
      throw new JournalFailure("cannot list " + disk.describe(DataFolder.SNAPSHOTS), e);
    }
    snapshots.sort(
        Comparator.comparingLong(SnapshotInfo::sequence)
            .thenComparingLong(SnapshotInfo::epoch)
            .reversed());
    return snapshots;
  }

  /**
   * Reads a whole snapshot.
   *
   * @throws JournalDamage if anything in it does not check out
   */
  public SnapshotMeta verify(SnapshotInfo snapshot) {
    try (SnapshotReader reader = SnapshotReader.open(disk, snapshot.file())) {
      reader.forEach((kind, id, bytes, offset, length) -> {});
      return reader.meta();
    }
  }

  /**
   * The newest snapshot at or before a sequence whose every byte checks out. Damaged ones are
   * reported to the log and passed over.
   */
  public Optional<SnapshotInfo> newestValid(long atMostSequence) {
    for (SnapshotInfo snapshot : list()) {
      if (snapshot.sequence() <= atMostSequence && isGood(snapshot)) {
        return Optional.of(snapshot);
      }
    }
    return Optional.empty();
  }

  /**
   * Keeps the newest {@code count} snapshots that check out and deletes what is older than those,
   * oldest first. Deletes nothing while there are fewer good ones.
   *
   * @param count 1 or more; with 2 recovery survives the loss of the newest
   * @return the sequence of the oldest good snapshot kept: the journal must be kept from the next
   *     one on. 0 while there are fewer good ones than {@code count}: keep all of the journal
   */
  public long keep(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("snapshots to keep: " + count);
    }
    List<SnapshotInfo> snapshots = list();
    int good = 0;
    for (int i = 0; i < snapshots.size(); i++) {
      if (isGood(snapshots.get(i)) && ++good == count) {
        deleteFrom(snapshots.subList(i + 1, snapshots.size()));
        return snapshots.get(i).sequence();
      }
    }
    return 0;
  }

  private boolean isGood(SnapshotInfo snapshot) {
    try {
      return verify(snapshot).sequence() == snapshot.sequence();
    } catch (JournalDamage e) {
      LOG.warn("passing over a damaged snapshot", e);
      return false;
    }
  }

  private void deleteFrom(List<SnapshotInfo> old) {
    try {
      for (SnapshotInfo snapshot : old.reversed()) {
        disk.delete(snapshot.file());
      }
      if (!old.isEmpty()) {
        disk.forceDirectory(DataFolder.SNAPSHOTS);
      }
    } catch (IOException e) {
      throw new JournalFailure("cannot delete old snapshots", e);
    }
  }
}
