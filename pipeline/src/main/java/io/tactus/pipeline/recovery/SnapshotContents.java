package io.tactus.pipeline.recovery;

import io.tactus.journal.file.Disk;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.plugin.PluginStore;

/** Whether a snapshot is a state: more than its checksums tell. Stateless. */
public final class SnapshotContents {
  private SnapshotContents() {}

  /**
   * Reads a snapshot as a recovery would, up to its plug-ins, and compares its state hash. Needs
   * the memory of that state while it does.
   *
   * @return what it says about itself
   * @throws io.tactus.journal.JournalDamage if it does not check out, or is no state
   * @throws io.tactus.journal.JournalFailure if it cannot be read
   * @throws OtherSemantics if it was written under other rules
   */
  public static SnapshotMeta check(Disk disk, SnapshotInfo info, ProgressListener progress) {
    ReplayParts silent = ReplayParts.of(0, new PluginStore(disk));
    return StartingPoint.check(
        disk,
        info,
        new ReplayParts(
            silent.maxFrames(),
            silent.plugins(),
            silent.commits(),
            silent.refusals(),
            silent.replies(),
            progress,
            silent.stores()));
  }
}
