package io.tactus.tools.drill;

import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.file.ForwardingDisk;

/**
 * A disk on which the journal fails, or group commits take long; everything else goes as on the
 * disk below. Threading: any thread.
 */
final class DrillDisk extends ForwardingDisk {
  private static final String JOURNAL = "journal/";

  private final long failsAt;
  private final long forceTakesMs;
  private final Minute minute = new Minute();

  /** As {@link Drill#journalFailsAt} and {@link Drill#forceTakesMs} say. */
  DrillDisk(Disk disk, long failsAt, long forceTakesMs) {
    super(disk);
    this.failsAt = failsAt;
    this.forceTakesMs = forceTakesMs;
  }

  @Override
  protected DiskFile forWriting(DiskFile file) {
    boolean isJournal = file.name().startsWith(JOURNAL);
    return isJournal ? new DrillFile(file, failsAt, forceTakesMs, minute) : file;
  }
}
