package io.tactus.journal.mark;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.segment.SegmentInfo;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.BufferUtil;

/**
 * The mark being written.
 *
 * <p>Threading: journal thread only. Writing allocates nothing.
 */
public final class MarkFile implements Closeable {
  private static final String TEMPORARY = JournalMark.FILE + ".tmp";

  private final DiskFile file;
  private final CRC32C crc = new CRC32C();
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(MarkLayout.SIZE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long count;

  private MarkFile(DiskFile file, long count) {
    this.file = file;
    this.count = count;
  }

  /** Opens the mark of a data folder behind what it says; makes one if it is missing or short. */
  public static MarkFile open(Disk disk) throws IOException {
    if (disk.exists(JournalMark.FILE)) {
      DiskFile file = disk.open(JournalMark.FILE);
      if (file.size() == MarkLayout.FILE_BYTES) {
        return new MarkFile(file, JournalMark.read(disk).map(JournalMark::count).orElse(0L));
      }
      file.close();
    }
    create(disk);
    return new MarkFile(disk.open(JournalMark.FILE), 0);
  }

  private static void create(Disk disk) throws IOException {
    if (disk.exists(TEMPORARY)) {
      disk.delete(TEMPORARY);
    }
    try (DiskFile file = disk.create(TEMPORARY)) {
      file.fillWithZeros(0, MarkLayout.FILE_BYTES);
      file.force();
    }
    disk.rename(TEMPORARY, JournalMark.FILE);
    disk.forceDirectory(FolderLayout.JOURNAL);
  }

  /** Notes what has just been forced. Not forced itself: what it takes back it never claimed. */
  public void write(SegmentInfo segment, int forcedBytes, long lastSequence) throws IOException {
    count++;
    MarkLayout.encode(
        buffer,
        crc,
        count,
        segment.ordinal(),
        segment.epoch(),
        segment.logId(),
        lastSequence,
        forcedBytes);
    file.writeFully(buffer, (count & 1) * MarkLayout.SLOT_BYTES);
  }

  /** Makes what was noted last survive a power cut. */
  public void force() throws IOException {
    file.force();
  }

  @Override
  public void close() throws IOException {
    file.close();
    BufferUtil.free(buffer);
  }
}
