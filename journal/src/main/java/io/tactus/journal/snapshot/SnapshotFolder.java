package io.tactus.journal.snapshot;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.file.Throttle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of a data folder.
 *
 * <p>Threading: any thread; one at a time for {@link #isGood} and {@link #delete}.
 */
public final class SnapshotFolder {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotFolder.class);
  private static final String ASIDE = ".bad";

  private final Disk disk;
  private final Supplier<Throttle> throttles;
  private final BooleanSupplier isOver;
  private final SnapshotCheck contents;
  private final Set<SnapshotInfo> good = new HashSet<>();

  public SnapshotFolder(Disk disk) {
    this(disk, SnapshotCheck.NONE);
  }

  /** As {@link #SnapshotFolder(Disk)}, and looks into those whose bytes check out. */
  public SnapshotFolder(Disk disk, SnapshotCheck contents) {
    this(disk, () -> Throttle.NONE, contents);
  }

  /**
   * As {@link #SnapshotFolder(Disk, SnapshotCheck)}, and reads whole snapshots no faster than told.
   */
  public SnapshotFolder(Disk disk, Supplier<Throttle> throttles, SnapshotCheck contents) {
    this(disk, throttles, contents, () -> true);
  }

  /**
   * As {@link #SnapshotFolder(Disk, Supplier, SnapshotCheck)}, and gives old ones back gradually.
   *
   * @param isOver whether they are to go at once from now on
   */
  public SnapshotFolder(
      Disk disk, Supplier<Throttle> throttles, SnapshotCheck contents, BooleanSupplier isOver) {
    this.disk = disk;
    this.throttles = throttles;
    this.contents = contents;
    this.isOver = isOver;
  }

  /**
   * All snapshots by name, newest first; their contents are not looked at. Beside a running server
   * retention may delete one meanwhile: it is left out.
   */
  public List<SnapshotInfo> list() {
    List<SnapshotInfo> snapshots = new ArrayList<>();
    try {
      for (String name : disk.list(FolderLayout.SNAPSHOTS)) {
        if (SnapshotName.parse(name, 0).isPresent()) {
          try (DiskFile file = disk.openReadOnly(SnapshotName.path(name))) {
            SnapshotName.parse(name, file.size()).ifPresent(snapshots::add);
          } catch (IOException e) {
            if (disk.exists(SnapshotName.path(name))) {
              throw e;
            }
          }
        }
      }
    } catch (IOException e) {
      throw new JournalFailure("cannot list " + disk.describe(FolderLayout.SNAPSHOTS), e);
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
    Throttle pace = throttles.get();
    SnapshotMeta meta;
    try (SnapshotReader reader = SnapshotReader.openPaced(disk, snapshot.file(), pace)) {
      reader.forEach((kind, id, bytes, offset, length) -> {});
      meta = reader.meta();
    }
    contents.check(disk, snapshot);
    return meta;
  }

  /**
   * The newest snapshot at or before a sequence whose every byte checks out. Bad ones are reported
   * to the log and passed over.
   */
  public Optional<SnapshotInfo> newestValid(long atMostSequence) {
    return newestValid(0, atMostSequence);
  }

  /** As {@link #newestValid(long)}, and at or behind another sequence. */
  public Optional<SnapshotInfo> newestValid(long fromSequence, long atMostSequence) {
    for (SnapshotInfo snapshot : list()) {
      boolean wanted = snapshot.sequence() >= fromSequence && snapshot.sequence() <= atMostSequence;
      if (wanted && checksOut(snapshot)) {
        return Optional.of(snapshot);
      }
    }
    return Optional.empty();
  }

  /**
   * All snapshots at or behind a sequence whose every byte checks out, oldest first; the others are
   * reported to the log.
   */
  public List<SnapshotInfo> validFrom(long sequence) {
    return list().reversed().stream()
        .filter(snapshot -> snapshot.sequence() >= sequence && checksOut(snapshot))
        .toList();
  }

  /**
   * Whether a snapshot can be begun from, as far as {@link #verify} tells. Reads it only the first
   * time it is asked about: bytes that go bad later are noticed by a recovery, which then takes an
   * older one.
   */
  public boolean isGood(SnapshotInfo snapshot) {
    return good.contains(snapshot) || (checksOut(snapshot) && good.add(snapshot));
  }

  private boolean checksOut(SnapshotInfo snapshot) {
    try {
      return verify(snapshot).sequence() == snapshot.sequence();
    } catch (JournalDamage | JournalFailure e) {
      if (isGone(snapshot)) {
        LOG.info("passing over {}, which was deleted meanwhile", snapshot.file());
      } else {
        LOG.warn("passing over a snapshot that is damaged or cannot be read", e);
      }
      return false;
    }
  }

  /** A file that is read while its server deletes it ends early. */
  private boolean isGone(SnapshotInfo snapshot) {
    try {
      return !disk.exists(snapshot.file());
    } catch (IOException e) {
      LOG.debug("cannot tell whether {} is there", snapshot.file(), e);
      return false;
    }
  }

  /** Journal time of a snapshot by its head; that of one whose head is damaged counts as 0. */
  public long timestampMicros(SnapshotInfo snapshot) {
    try {
      return SnapshotReader.head(disk, snapshot.file()).timestampMicros();
    } catch (JournalDamage | JournalFailure e) {
      LOG.warn("a snapshot that is damaged or cannot be read has no time", e);
      return 0;
    }
  }

  /**
   * Takes a snapshot that must not be used again out of the way, durably. The bytes stay, under a
   * name that nothing reads.
   *
   * @return the new name
   */
  public String setAside(SnapshotInfo snapshot) {
    String aside = snapshot.file() + ASIDE;
    try {
      disk.rename(snapshot.file(), aside);
      disk.forceDirectory(FolderLayout.SNAPSHOTS);
      return aside;
    } catch (IOException e) {
      throw new JournalFailure("cannot set aside " + disk.describe(snapshot.file()), e);
    }
  }

  /** Deletes snapshots, given newest first, the oldest first. */
  public void delete(List<SnapshotInfo> old) {
    try {
      for (SnapshotInfo snapshot : old.reversed()) {
        disk.deleteGradually(snapshot.file(), isOver);
        good.remove(snapshot);
      }
      if (!old.isEmpty()) {
        disk.forceDirectory(FolderLayout.SNAPSHOTS);
      }
    } catch (IOException e) {
      throw new JournalFailure("cannot delete old snapshots", e);
    }
  }
}
