package io.tactus.pipeline;

import io.tactus.journal.file.Disk;
import java.io.IOException;

/**
 * Whether the disk has room for a snapshot nobody asked for: it must leave what writes need, or it
 * would have them refused, again and again.
 *
 * <pre>
 *  usable ├── snapshot ──┼── one segment ──┼── a quarter more than the limit for writes ──┤ 0
 * </pre>
 *
 * <p>Threading: any thread.
 */
final class SnapshotRoom {
  private final Disk disk;
  private final long reservedBytes;

  SnapshotRoom(Disk disk, EngineConfig config) {
    this.disk = disk;
    long limit = config.diskLimits().minFreeBytes();
    this.reservedBytes = limit + limit / 4 + (limit == 0 ? 0 : config.segmentBytes());
  }

  /**
   * Why there is no room for so many more bytes; empty if there is, or if the disk does not say:
   * then writing will show.
   */
  String problem(long bytes) {
    long usable;
    try {
      usable = disk.usableBytes();
    } catch (IOException e) {
      return "";
    }
    if (usable - bytes >= reservedBytes) {
      return "";
    }
    return "no room for a snapshot of "
        + bytes
        + " bytes: the disk has "
        + usable
        + " left, and "
        + reservedBytes
        + " are kept for writes";
  }
}
