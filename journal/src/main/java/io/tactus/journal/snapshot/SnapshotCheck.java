package io.tactus.journal.snapshot;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.file.Disk;

/** Looks into a snapshot whose bytes check out: for whoever knows what they mean. */
@FunctionalInterface
public interface SnapshotCheck {
  /** Looks at nothing. */
  SnapshotCheck NONE = (disk, snapshot) -> {};

  /**
   * Looks into one.
   *
   * @throws JournalDamage if nothing could begin from it
   */
  void check(Disk disk, SnapshotInfo snapshot);
}
