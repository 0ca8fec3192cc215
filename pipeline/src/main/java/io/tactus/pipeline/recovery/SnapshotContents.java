package io.tactus.pipeline.recovery;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.file.Disk;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.journal.snapshot.SnapshotReader;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.plugin.PluginStore;
import io.tactus.pipeline.recovery.SnapshotBlocks.EngineBlock;

/** Whether a snapshot is one of a state: more than its checksums tell. Stateless. */
public final class SnapshotContents {
  private SnapshotContents() {}

  /**
   * Whether the settings and plug-ins that a snapshot begins with can be ones: what can be told
   * without its pages. One of other semantics is no better than a bad one to who asks.
   *
   * @throws JournalDamage if nothing could begin from it
   * @throws io.tactus.journal.JournalFailure if it cannot be read
   */
  public static void checkSettings(Disk disk, SnapshotInfo info) {
    try {
      settings(disk, info);
    } catch (OtherSemantics e) {
      throw new JournalDamage(e.file(), 0, e.sequence(), e.reason(), e.advice());
    }
  }

  /**
   * The settings and plug-ins that a snapshot begins with.
   *
   * @throws JournalDamage if there are none, or they cannot be ones
   * @throws io.tactus.journal.JournalFailure if it cannot be read
   * @throws OtherSemantics if it was written under other rules
   */
  static EngineBlock settings(Disk disk, SnapshotInfo info) {
    try (SnapshotReader reader = SnapshotReader.open(disk, info.file())) {
      return SnapshotSettings.read(reader, disk.describe(info.file()));
    }
  }

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
    return StartingPoint.check(disk, info, ReplayParts.of(0, new PluginStore(disk), progress));
  }
}
