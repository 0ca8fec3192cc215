package io.tactus.pipeline.backup;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.segment.SegmentInfo;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.journal.snapshot.SnapshotReader;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.plugin.PluginStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the files of a backup: a snapshot, or several with the history between them, the journal
 * from there to the end of a scan, and all plug-ins. Only reads.
 *
 * <p>Threading: one thread.
 */
final class BackupContents {
  private final Disk disk;
  private final List<BackupFile> files = new ArrayList<>();

  private BackupContents(Disk disk) {
    this.disk = disk;
  }

  /**
   * Lists the files.
   *
   * @param origin its journal is forced through the end of the scan
   */
  static BackupManifest of(Disk disk, BackupOrigin origin, long createdMicros) throws IOException {
    JournalScan scan = origin.scan();
    BackupContents contents = new BackupContents(disk);
    contents.whole(FolderLayout.FORMAT);
    contents.plugins();
    long tick = scan.lastTick();
    long timestampMicros = scan.lastTimestampMicros();
    for (SnapshotInfo snapshot : origin.snapshots()) {
      contents.whole(snapshot.file());
      // Behind a snapshot there may be nothing in the journal yet.
      SnapshotMeta meta = SnapshotReader.head(disk, snapshot.file());
      tick = Math.max(tick, meta.tick());
      timestampMicros = Math.max(timestampMicros, meta.timestampMicros());
    }
    contents.segments(scan, origin.sequence());
    long epoch = scan.epochOf(scan.lastSequence());
    return new BackupManifest(
        createdMicros,
        scan.logId(),
        epoch == 0 ? scan.epoch() : epoch,
        origin.sequence(),
        scan.lastSequence(),
        tick,
        timestampMicros,
        ConfigCommand.SEMANTICS_VERSION,
        contents.files);
  }

  private void plugins() throws IOException {
    for (String name : disk.list(FolderLayout.PLUGINS)) {
      if (PluginStore.isJar(name)) {
        whole(FolderLayout.PLUGINS + "/" + name);
      }
    }
  }

  /** The segments from the one that holds the next sequence on; the last up to its last batch. */
  private void segments(JournalScan scan, long afterSequence) {
    List<SegmentInfo> segments = scan.segments();
    for (int i = 0; i < segments.size(); i++) {
      SegmentInfo segment = segments.get(i);
      boolean last = i == segments.size() - 1;
      if (last) {
        files.add(new BackupFile(segment.file(), scan.endPosition(), segment.segmentBytes()));
      } else if (!segment.liesBefore(afterSequence + 1, segments.get(i + 1))) {
        files.add(new BackupFile(segment.file(), segment.segmentBytes(), segment.segmentBytes()));
      }
    }
  }

  private void whole(String name) throws IOException {
    try (DiskFile file = disk.openReadOnly(name)) {
      files.add(new BackupFile(name, file.size(), file.size()));
    }
  }
}
